// One message of a fetched batch, read: an event to handle, a kind this build does not know, or
// poison.
import type { KafkaMessage } from 'kafkajs'
import { type InboundEvent, readEnvelope } from './event.ts'

/** What a subscription must know of a topic. The handles of the contract fit. */
export type InboundTopic<E> = {
  /** Without the prefix. */
  readonly name: string
  /** Full name of the message; events of any other are unknown. */
  readonly type: string
  /** Pure. Throwing makes the message poison. */
  decode(bytes: Uint8Array): E
} & (
  | {
      readonly kind: 'state'
      /** As counted by the aggregate's owner. */
      version(event: E): number | bigint
    }
  | {
      readonly kind: 'fact'
      /** Each event builds on the one before: when one is dead, later ones of its key are too. */
      readonly ordered: boolean
    }
)

/**
 * From the message to what the handler works with. Pure. Undefined for a oneof case this build does
 * not know; throwing makes the message poison.
 */
export type Read<E, T> = (event: E) => T | undefined

export type EventItem<T> = {
  readonly kind: 'event'
  readonly message: KafkaMessage
  readonly key: string
  readonly event: InboundEvent<T>
  /** Of a state; a tombstone has none, nor has a fact. */
  readonly version: number | bigint | undefined
}

export type Item<T> =
  | EventItem<T>
  | { readonly kind: 'unknown'; readonly message: KafkaMessage; readonly key: string }
  | {
      readonly kind: 'poison'
      readonly message: KafkaMessage
      readonly key: string
      readonly error: unknown
    }

/** Reading is pure, so what fails once fails always: poison is not tried again. */
export function readItem<E, T>(
  topic: InboundTopic<E>,
  read: Read<E, T>,
  partition: number,
  message: KafkaMessage,
): Item<T> {
  const envelope = readEnvelope(topic.name, partition, message)
  const { key } = envelope
  try {
    if (message.value === null)
      return {
        kind: 'event',
        message,
        key,
        event: { ...envelope, value: null },
        version: undefined,
      }
    if (envelope.type !== topic.type) return { kind: 'unknown', message, key }
    const event = topic.decode(message.value)
    const value = read(event)
    if (value === undefined) return { kind: 'unknown', message, key }
    const version = topic.kind === 'state' ? topic.version(event) : undefined
    return { kind: 'event', message, key, event: { ...envelope, value }, version }
  } catch (error) {
    return { kind: 'poison', message, key, error }
  }
}

/**
 * Of a state topic: one event for each key, in order of the topic. The newest by version, since a
 * late or redriven event may stand behind a newer one; the last of equals. A tombstone is newer
 * than any version.
 */
export function newestPerKey<T>(items: readonly EventItem<T>[]): EventItem<T>[] {
  const newest = new Map<string, EventItem<T>>()
  for (const item of items) {
    const before = newest.get(item.key)
    if (before && isNewer(before, item)) continue
    newest.delete(item.key)
    newest.set(item.key, item)
  }
  return [...newest.values()]
}

function isNewer<T>({ version: one }: EventItem<T>, { version: other }: EventItem<T>): boolean {
  if (one === undefined || other === undefined) return other !== undefined
  return one > other
}
