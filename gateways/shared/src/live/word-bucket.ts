// How fast one socket may talk: a burst, then so many messages a second.

const CAPACITY = 120
const PER_SECOND = 10

/** `take` returns 0, or the milliseconds until the next one may be sent. Nothing is dropped. */
export function wordBucket(now: () => number): { take(): number } {
  let tokens = CAPACITY
  let at = now()
  return {
    take() {
      const passed = now() - at
      at += passed
      tokens = Math.min(CAPACITY, tokens + (passed / 1_000) * PER_SECOND)
      if (tokens < 1) return Math.ceil(((1 - tokens) / PER_SECOND) * 1_000)
      tokens -= 1
      return 0
    },
  }
}
