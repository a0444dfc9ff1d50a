// A subscription of one group to one topic: joins in the background, passes batches to partition
// workers, moves offsets after commits.
import { setTimeout as wait } from 'node:timers/promises'
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { contextFromTraceparent } from '@pk-auto/telemetry/propagation'
import { inService } from '@pk-auto/telemetry/service-scope'
import { withSpan } from '@pk-auto/telemetry/tracer'
import type { EachBatchPayload } from 'kafkajs'
import type { InboundTopic, Read } from './batch-item.ts'
import { consumerMetrics } from './consumer-metrics.ts'
import { depthOf } from './dead-letters/depth.ts'
import { openDeadLetters } from './dead-letters/send.ts'
import type { InboundEvent } from './event.ts'
import { HEARTBEAT_MS, joinGroup } from './group-member.ts'
import type { Kafka } from './kafka.ts'
import { partitionPauses } from './partition-pauses.ts'
import { partitionWorker } from './partition-worker.ts'
import { type Progress, progressOf } from './progress.ts'

type Handle<T> = {
  /**
   * At most 250 events of one partition, in order: of a state topic the newest of each key, of a
   * fact topic all. Best in one transaction. Idempotent: events come again. A dependency's failure
   * (DomainError unavailable or deadline, a lost connection, 5xx) pauses the partition until it is
   * over; any other error counts against the message.
   */
  readonly handle: (events: readonly InboundEvent<T>[]) => Promise<void>
}

/** `read` makes of each message what `handle` gets; without it that is the message itself. */
export type SubscribeOptions<E, T> = Handle<T> &
  ([E] extends [T] ? { readonly read?: Read<E, T> } : { readonly read: Read<E, T> })

/** A subscription that begins once it is given a connection. */
export type Subscribe = (kafka: Kafka) => Subscription

export type Subscription = AsyncDisposable &
  Progress & {
    /**
     * Rejects when the consumer has ended for good. Nobody needs to wait for it: left alone it is
     * an unhandled rejection, which ends the process.
     */
    readonly failed: Promise<never>
  }

const BATCH = 250
const STOP_MS = 20_000
// In a traceparent, `00-<32 digits>` is the trace; the span comes behind it.
const TRACE_END = 35

/**
 * Reads a topic as the group `<service>.<topic>`, one subscription per group, so that a slow or
 * poisoned topic holds up no other. A new group starts at the beginning of the topic. Returns at
 * once; while the broker or the topic is missing it tries again in the background.
 */
export const subscribe =
  <E, T = E>(topic: InboundTopic<E>, options: SubscribeOptions<E, T>): Subscribe =>
  (kafka) =>
    start(kafka, topic, options)

function start<E, T>(
  kafka: Kafka,
  topic: InboundTopic<E>,
  options: SubscribeOptions<E, T>,
): Subscription {
  const { service } = kafka
  const read = options.read ?? ((event: E) => event as unknown as T)
  const topicName = kafka.topicName(topic.name)
  const group = kafka.groupName(`${service}.${topic.name}`)
  const log = loggerFor(service)
  const stopping = new AbortController()
  const failed = Promise.withResolvers<never>()
  let end: Error | undefined
  const deadLetters = openDeadLetters(kafka, group)
  const pauses = partitionPauses()
  const progress = progressOf(kafka, topicName, group, () => end)
  const metrics = consumerMetrics(service, topic.name, {
    lag: progress.lag,
    deadLetters: () => depthOf(kafka, `${group}.dlq`),
    paused: pauses.count,
  })

  const handle = async (events: readonly InboundEvent<T>[]) => {
    const causes = events.map(({ traceparent }) => traceparent)
    const oneTrace = new Set(causes.map((cause) => cause?.slice(0, TRACE_END))).size === 1
    const attributes = {
      'messaging.system': 'kafka',
      'messaging.destination.name': topic.name,
      'messaging.batch.message_count': events.length,
    }
    // One trace goes on here. Several: a trace of its own, linked to all of them.
    const origin = oneTrace
      ? { parent: contextFromTraceparent(causes[0]) }
      : { parent: contextFromTraceparent(), links: causes }
    await withSpan(
      service,
      'kafka.consume',
      { subject: topic.name, attributes, ...origin },
      async () => {
        await options.handle(events)
        await failpoint('consume.after_handle')
      },
    )
    metrics.count('handled', events.length)
    const now = Date.now()
    for (const { at } of events) metrics.age(now - at.getTime())
  }
  const newWorker = (partition: number) =>
    partitionWorker({
      topic,
      partition,
      read,
      handle,
      deadLetters,
      log,
      count: metrics.count,
    })
  const workers = new Map<number, ReturnType<typeof newWorker>>()

  const eachBatch = async (fetched: EachBatchPayload) => {
    const { partition, messages } = fetched.batch
    const work = workers.get(partition) ?? newWorker(partition)
    workers.set(partition, work)
    const run = {
      done: (offset: string) => fetched.resolveOffset(offset),
      alive: () => fetched.heartbeat(),
      running: () => fetched.isRunning() && !fetched.isStale() && !stopping.signal.aborted,
    }
    // A slow handler must not lose the partition. The heartbeat after it throws when the group is
    // rebalancing.
    const beat = setInterval(() => void fetched.heartbeat().catch(() => undefined), HEARTBEAT_MS)
    try {
      for (let from = 0; from < messages.length && run.running(); from += BATCH) {
        const ms = await work(messages.slice(from, from + BATCH), run)
        if (ms > 0) return pauses.add(partition, fetched.pause(), ms)
        await fetched.heartbeat()
      }
    } finally {
      clearInterval(beat)
    }
  }
  const onEnd = (error: Error) => {
    end = new Error(`the consumer of ${group} has ended: ${error.message}`, { cause: error })
    failed.reject(end)
  }
  const joined = inService(service, () =>
    joinGroup(kafka, { topic: topicName, group, eachBatch, onEnd, log, signal: stopping.signal }),
  )
  const stop = async () => {
    await (await joined)?.disconnect()
    await deadLetters[Symbol.asyncDispose]()
  }
  return {
    ...progress,
    failed: failed.promise,
    async [Symbol.asyncDispose]() {
      stopping.abort()
      end ??= new Error(`the subscription of ${group} was stopped`)
      pauses[Symbol.dispose]()
      metrics[Symbol.dispose]()
      await Promise.race([
        stop().catch((error: unknown) => log.warn({ event: 'consume.stop_failed', error })),
        wait(STOP_MS, undefined, { ref: false }),
      ])
    },
  }
}
