// Membership of one consumer in one group: joins when the broker and the topic are there, and
// reports when it is over for good.
import { setTimeout as wait } from 'node:timers/promises'
import { backoffMs } from '@pk-auto/kernel/backoff'
import type { Logger } from '@pk-auto/telemetry/logger'
import type { Consumer, EachBatchHandler } from 'kafkajs'
import type { Kafka } from './kafka.ts'

export type Membership = {
  /** With the prefix, as is `group`. */
  readonly topic: string
  readonly group: string
  readonly eachBatch: EachBatchHandler
  /** The consumer crashed and will not restart: an error that no waiting mends. */
  readonly onEnd: (error: Error) => void
  readonly log: Logger
  readonly signal: AbortSignal
}

/** Below a long fetch (`kafkajs/fetches.ts`), so that there is one behind each. */
export const HEARTBEAT_MS = 2_500

/**
 * Tries until it has joined or `signal` aborts; then undefined. Afterwards kafkajs itself rejoins
 * after a lost broker.
 */
export const joinGroup = (kafka: Kafka, membership: Membership): Promise<Consumer | undefined> =>
  persistently(membership, () => join(kafka, membership))

async function persistently<T>(
  { log, signal, topic }: Membership,
  join: () => Promise<T>,
): Promise<T | undefined> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      return await join()
    } catch (error) {
      log.warn({ event: 'consume.not_joined', topic, attempt, error })
      await wait(backoffMs(attempt, { firstMs: 100, maxMs: 5_000 }), undefined, { signal }).catch(
        () => undefined,
      )
    }
  }
  return undefined
}

/**
 * A broker that comes back may take a while to know its groups; kafkajs takes that for final, and
 * wraps it where it was joining again.
 */
const passes = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'KafkaJSGroupCoordinatorNotFound' || passes(error.cause))

async function join(kafka: Kafka, membership: Membership): Promise<Consumer> {
  const { topic, group, eachBatch, onEnd, log, signal } = membership
  const consumer = kafka.client.consumer({
    groupId: group,
    sessionTimeout: 10_000,
    heartbeatInterval: HEARTBEAT_MS,
    rebalanceTimeout: 30_000,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5 },
  })
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    log.warn({ event: 'consume.crashed', topic, restart, error })
    if (restart || signal.aborted) return
    if (passes(error)) void again()
    else onEnd(error)
  })
  const again = async () => {
    await persistently(membership, begin)
    if (signal.aborted) await consumer.disconnect().catch(() => undefined)
  }
  const begin = async () => {
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    await consumer.run({
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 3,
      eachBatch,
    })
  }
  try {
    await begin()
    return consumer
  } catch (error) {
    await consumer.disconnect().catch(() => undefined)
    throw error
  }
}
