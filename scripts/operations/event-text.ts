// An event's bytes as JSON for people, by the handle of its topic.
import * as topics from '@pk-auto/proto/topics'

/** Bytes that the contract cannot read are shown as hexadecimal, as far as they say anything. */
export function eventText({
  topic,
  value,
}: {
  readonly topic: string
  readonly value: Uint8Array | null
}): string {
  if (value === null) return 'nothing: a tombstone'
  const handle = Object.values(topics).find(({ name }) => name === topic)
  try {
    if (!handle) throw new Error('no such topic in this contract')
    return JSON.stringify(handle.decode(value), jsonOf, 2)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unreadable'
    return `${reason}: ${Buffer.from(value.subarray(0, 256)).toString('hex')}`
  }
}

const jsonOf = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value
