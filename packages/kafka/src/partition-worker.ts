// What happens to the messages of one partition: handled together, tried again, taken one by one,
// or sent to the dead letters. It decides; the subscription moves offsets.
import { setTimeout as wait } from 'node:timers/promises'
import { backoffMs } from '@pk-auto/kernel/backoff'
import type { Logger } from '@pk-auto/telemetry/logger'
import type { KafkaMessage } from 'kafkajs'
import {
  type EventItem,
  type InboundTopic,
  type Item,
  newestPerKey,
  readItem,
  type Read,
} from './batch-item.ts'
import { freesKey } from './dead-letters/redrive.ts'
import type { DeadLetters } from './dead-letters/send.ts'
import type { InboundEvent } from './event.ts'
import { isDependencyFailure, reasonOf } from './failure.ts'

export type PartitionSettings<E, T> = {
  readonly topic: InboundTopic<E>
  readonly partition: number
  readonly read: Read<E, T>
  readonly handle: (events: readonly InboundEvent<T>[]) => Promise<void>
  readonly deadLetters: DeadLetters
  readonly log: Logger
  readonly count: (outcome: 'unknown' | 'dead') => void
}

export type Run = {
  /** Everything up to this offset is done with. */
  done(offset: string): void
  /** Keeps the group's session alive; throws when the partition has been given to someone else. */
  alive(): Promise<void>
  running(): boolean
}

const TRIES_TOGETHER = 5
const TRIES_ALONE = 2
const FOR_A_MESSAGE = { firstMs: 50, maxMs: 1_000 }
const FOR_A_DEPENDENCY = { firstMs: 250, maxMs: 10_000 }

/**
 * Returns what handles at most 250 messages and answers how many milliseconds to wait before the
 * rest is fetched again: 0 when all are done.
 */
export function partitionWorker<E, T>(
  settings: PartitionSettings<E, T>,
): (messages: readonly KafkaMessage[], run: Run) => Promise<number> {
  const { topic, partition, deadLetters, log } = settings
  const ordered = topic.kind === 'fact' && topic.ordered
  // Keys of an ordered topic that lost an event to the dead letters while this process had the
  // partition.
  const deadKeys = new Set<string>()
  let tries = 0
  let failures = 0

  const sendToDeadLetters = async (item: Item<T>, error: unknown) => {
    const { message } = item
    await deadLetters.sendToDeadLetters({ topic: topic.name, partition, message, error })
    if (ordered) deadKeys.add(item.key)
    settings.count('dead')
    log.error({
      event: 'consume.dead_letter',
      topic: topic.name,
      partition,
      offset: message.offset,
      reason: reasonOf(error),
      error,
    })
  }
  /** Why an item cannot be handled at all; undefined when it can be tried. */
  const deadOnArrival = (item: Item<T>, dead: ReadonlySet<string>): unknown =>
    item.kind === 'poison'
      ? item.error
      : ordered && dead.has(item.key)
        ? EARLIER_EVENT_DEAD
        : undefined

  const together = async (items: readonly Item<T>[]) => {
    const dead = new Set(deadKeys)
    const events: EventItem<T>[] = []
    const reasons = new Map<Item<T>, unknown>()
    for (const item of items) {
      if (freesKey(item.message)) dead.delete(item.key)
      const reason = deadOnArrival(item, dead)
      if (reason !== undefined) reasons.set(item, reason)
      if (reason !== undefined) dead.add(item.key)
      else if (item.kind === 'event') events.push(item)
    }
    const handled = topic.kind === 'state' ? newestPerKey(events) : events
    if (handled.length > 0) await settings.handle(handled.map(({ event }) => event))
    for (const { message, key } of items) if (freesKey(message)) deadKeys.delete(key)
    // Dead letters last: if Kafka cannot take them everything comes again, and handlers bear
    // repetition better than people who read dead letters twice.
    for (const [item, reason] of reasons) await sendToDeadLetters(item, reason)
  }

  const alone = async (item: Item<T>) => {
    if (freesKey(item.message)) deadKeys.delete(item.key)
    const reason = deadOnArrival(item, deadKeys)
    if (reason !== undefined) return sendToDeadLetters(item, reason)
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
      topic: topic.name,
      partition,
      offset,
      failures,
      tries,
      waitMs: Math.round(ms),
      error,
    })
    return Math.ceil(ms)
  }

  /** Undefined when it had to leave off: the partition was reassigned, or the process stops. */
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
    const items = messages.map((message) => readItem(topic, settings.read, partition, message))
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

const EARLIER_EVENT_DEAD = Object.assign(
  new Error('an earlier event of this key went to the dead letters'),
  { name: 'EARLIER_EVENT_DEAD' },
)
