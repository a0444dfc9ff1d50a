// How fast a person may talk: a burst, then so many messages a second, over all their sockets here.

const CAPACITY = 120
const PER_SECOND = 10
const TYPING_EVERY_MS = 3_000
/** Beyond this many, those who have not talked for so long that they are full are let go. */
const MOST = 10_000

export type MessageBuckets = {
  /** 0, or the milliseconds until the next message may be sent. Nothing is dropped. */
  take(person: string): number
  /** Whether it may be shown that the person is writing: once in three seconds. */
  type(person: string): boolean
}

export function messageBuckets(now: () => number): MessageBuckets {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const filled = ({ tokens, at }: { tokens: number; at: number }) =>
    Math.min(CAPACITY, tokens + ((now() - at) / 1_000) * PER_SECOND)
  const typed = new Map<string, number>()
  return {
    type(person) {
      if (now() - (typed.get(person) ?? -Infinity) < TYPING_EVERY_MS) return false
      if (typed.size >= MOST) typed.clear()
      typed.set(person, now())
      return true
    },
    take(person) {
      const before = buckets.get(person)
      const tokens = before ? filled(before) : CAPACITY
      if (tokens < 1) return Math.ceil(((1 - tokens) / PER_SECOND) * 1_000)
      buckets.set(person, { tokens: tokens - 1, at: now() })
      if (buckets.size > MOST)
        for (const [one, bucket] of buckets) if (filled(bucket) >= CAPACITY) buckets.delete(one)
      return 0
    },
  }
}
