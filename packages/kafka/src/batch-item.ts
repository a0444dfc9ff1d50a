// One message of a fetched batch, read: an event to handle, a kind this build does not know, or
// poison.
import type { KafkaMessage } from 'kafkajs'
import { type InboundEvent, readEnvelope } from './event.ts'

/**
 * Turns bytes into a message of this build; undefined for a type or oneof case it does not know.
 * Throwing makes the message poison.
 */
export type Decode<T> = (bytes: Uint8Array, type: string) => T | undefined

export type Item<T> = { readonly message: KafkaMessage; readonly key: string } & (
  | { readonly kind: 'event'; readonly event: InboundEvent<T> }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'poison'; readonly error: unknown }
)

/**
 * Reads one message. Decoding is pure, so what fails once fails always: poison is not tried again.
 */
export function readItem<T>(
  topic: string,
  partition: number,
  message: KafkaMessage,
  decode: Decode<T>,
): Item<T> {
  const envelope = readEnvelope(topic, partition, message)
  const { key } = envelope
  try {
    const value = message.value === null ? null : decode(message.value, envelope.type)
    return value === undefined
      ? { kind: 'unknown', message, key }
      : { kind: 'event', message, key, event: { ...envelope, value } }
  } catch (error) {
    return { kind: 'poison', message, key, error }
  }
}

/** A version as counted by the aggregate's owner. */
export type VersionOf<T> = (value: T) => number | bigint

/**
 * For each key one event, in order of the topic: the newest by `versionOf`, since a redriven or
 * late event may lie behind a newer one; the last of equals. A tombstone is newer than any version.
 * Without `versionOf` the last on the topic.
 */
export function newestPerKey<T>(
  events: readonly InboundEvent<T>[],
  versionOf?: VersionOf<T>,
): InboundEvent<T>[] {
  const newest = new Map<string, InboundEvent<T>>()
  for (const event of events) {
    const before = newest.get(event.key)
    if (before && versionOf && isNewer(before.value, event.value, versionOf)) continue
    newest.delete(event.key)
    newest.set(event.key, event)
  }
  return [...newest.values()]
}

function isNewer<T>(one: T | null, other: T | null, versionOf: VersionOf<T>): boolean {
  if (one === null || other === null) return other !== null
  return versionOf(one) > versionOf(other)
}
