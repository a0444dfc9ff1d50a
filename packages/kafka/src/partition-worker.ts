// What happens to the messages of one partition: handled together, tried again, taken one by one,
// or put aside. It decides; the subscription moves offsets.
import { setTimeout as wait } from 'node:timers/promises'
import { backoffMs } from '@pk-auto/kernel/backoff'
import type { Logger } from '@pk-auto/telemetry/logger'
import type { KafkaMessage } from 'kafkajs'
import { type Decode, type Item, newestPerKey, readItem, type VersionOf } from './batch-item.ts'
import type { DeadLetters } from './dead-letters.ts'
import type { InboundEvent } from './event.ts'
import { isDependencyFailure, reasonOf } from './failure.ts'

export type PartitionSettings<T> = {
  /** Without the prefix. */
  readonly topic: string
  readonly partition: number
  readonly decode: Decode<T>
  readonly handle: (events: readonly InboundEvent<T>[]) => Promise<void>
  readonly onePerKey: boolean
  readonly versionOf: VersionOf<T> | undefined
  readonly orderSensitive: boolean
  readonly deadLetters: DeadLetters
  readonly log: Logger
  readonly count: (outcome: 'unknown' | 'parked') => void
}

export type Run = {
  /** Everything up to this offset needs no second look. */
  done(offset: string): void
  /** Keeps the group's session; throws when the partition has been given to someone else. */
  alive(): Promise<void>
  running(): boolean
}

const TRIES_TOGETHER = 5
const TRIES_ALONE = 2
const FOR_A_MESSAGE = { firstMs: 50, maxMs: 1_000 }
const FOR_A_DEPENDENCY = { firstMs: 250, maxMs: 10_000 }

/**
 * Returns what handles at most 250 messages and says how long to wait before the rest is fetched
 * again: 0 when all are done.
 */
export function partitionWorker<T>(
  settings: PartitionSettings<T>,
): (messages: readonly KafkaMessage[], run: Run) => Promise<number> {
  const { topic, partition, deadLetters, log } = settings
  // Keys whose order is broken by a letter in this process's time. Only order-sensitive
  // subscriptions fill it.
  const deadKeys = new Set<string>()
  let tries = 0
  let failures = 0

  const sendToDeadLetters = async (item: Item<T>, error: unknown) => {
    await deadLetters.sendToDeadLetters({ topic, partition, message: item.message, error })
    if (settings.orderSensitive) deadKeys.add(item.key)
    settings.count('parked')
    log.error({
      event: 'consume.parked',
      topic,
      partition,
      offset: item.message.offset,
      reason: reasonOf(error),
      error,
    })
  }
  const aside = (item: Item<T>, broken: ReadonlySet<string>): unknown =>
    item.kind === 'poison'
      ? item.error
      : settings.orderSensitive && broken.has(item.key)
        ? HELD_BACK
        : undefined

  const together = async (items: readonly Item<T>[]) => {
    const broken = new Set(deadKeys)
    const events: InboundEvent<T>[] = []
    const deadLetterOf = new Map<Item<T>, unknown>()
    for (const item of items) {
      const why = aside(item, broken)
      if (why !== undefined) deadLetterOf.set(item, why)
      if (why !== undefined) broken.add(item.key)
      else if (item.kind === 'event') events.push(item.event)
    }
    if (events.length > 0)
      await settings.handle(settings.onePerKey ? newestPerKey(events, settings.versionOf) : events)
    // Letters last: if Kafka cannot take them everything comes again, and handlers bear repetition
    // better than people reading letters twice.
    for (const [item, why] of deadLetterOf) await sendToDeadLetters(item, why)
  }

  const alone = async (item: Item<T>) => {
    const why = aside(item, deadKeys)
    if (why !== undefined) return sendToDeadLetters(item, why)
    if (item.kind !== 'event') return
    for (let attempt = 1; ; attempt++) {
      try {
        return await settings.handle([item.event])
      } catch (error) {
        if (isDependencyFailure(error)) throw error
        if (attempt >= TRIES_ALONE) return sendToDeadLetters(item, error)
        await wait(backoffMs(attempt, FOR_A_MESSAGE))
      }
    }
  }

  const waitFor = (error: unknown, offset: string | undefined): number => {
    const dependency = isDependencyFailure(error)
    const ms = dependency
      ? backoffMs(failures++, FOR_A_DEPENDENCY)
      : backoffMs(tries++, FOR_A_MESSAGE)
    log.warn({
      event: dependency ? 'consume.paused' : 'consume.failed',
      topic,
      partition,
      offset,
      failures,
      tries,
      waitMs: Math.round(ms),
      error,
    })
    return Math.ceil(ms)
  }

  /**
   * undefined when it had to leave off: the partition has gone to someone else, or the process
   * stops.
   */
  const oneByOne = async (items: readonly Item<T>[], run: Run): Promise<number | undefined> => {
    for (const item of items) {
      if (!run.running()) return undefined
      try {
        await alone(item)
      } catch (error) {
        return waitFor(error, item.message.offset)
      }
      run.done(item.message.offset)
      await run.alive()
    }
    return 0
  }

  return async (messages, run) => {
    const items = messages.map((message) => readItem(topic, partition, message, settings.decode))
    if (tries < TRIES_TOGETHER) {
      try {
        await together(items)
      } catch (error) {
        const ms = waitFor(error, items[0]?.message.offset)
        if (tries < TRIES_TOGETHER) return ms
      }
    }
    const ms = tries < TRIES_TOGETHER ? 0 : await oneByOne(items, run)
    if (ms !== 0) return ms ?? 0
    for (const item of items) if (item.kind === 'unknown') settings.count('unknown')
    const last = items.at(-1)
    if (last) run.done(last.message.offset)
    tries = failures = 0
    return 0
  }
}

const HELD_BACK = Object.assign(new Error('an earlier event of this key was put aside'), {
  name: 'HELD_BACK',
})
