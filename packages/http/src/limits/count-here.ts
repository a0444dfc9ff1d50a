// Buckets of one process, for the time in which nobody counts for all of them: with three replicas
// a limit is then three times as wide, and never open.
import type { Bucket, TakeToken, Taken } from './rate-limit.ts'

type Filled = { tokens: number; at: number }
/** So many keys are remembered; whoever took longest ago is forgotten first. */
const MOST_KEYS = 20_000

const take = (filled: Filled, { capacity, perMs }: Bucket, now: number): Taken => {
  const passed = Math.max(0, now - filled.at)
  filled.tokens = Math.min(capacity, filled.tokens + (passed * capacity) / perMs)
  filled.at = now
  const allowed = filled.tokens >= 1
  if (allowed) filled.tokens -= 1
  const retryAfterMs = allowed ? 0 : Math.ceil(((1 - filled.tokens) * perMs) / capacity)
  return { allowed, remaining: Math.floor(filled.tokens), retryAfterMs }
}

/** Asks `takeToken`, and counts in this process for as long as that does not know. */
export function orCountHere(takeToken: TakeToken, now: () => number = Date.now): TakeToken {
  const buckets = new Map<string, Filled>()
  return async (key, bucket) => {
    const taken = await takeToken(key, bucket)
    if (taken !== 'unknown') return taken
    const filled = buckets.get(key) ?? { tokens: bucket.capacity, at: now() }
    // Set anew, the key is the youngest again.
    buckets.delete(key)
    buckets.set(key, filled)
    const [oldest] = buckets.keys()
    if (buckets.size > MOST_KEYS && oldest !== undefined) buckets.delete(oldest)
    return take(filled, bucket, now())
  }
}
