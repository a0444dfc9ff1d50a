// Buckets of one process, for the time in which nobody counts for all of them: with three replicas
// a limit is then three times as wide, and never open.
import type { Clock } from '@pk-auto/kernel/clock'
import { rememberUntil } from '@pk-auto/lifecycle/remember-until'
import type { Bucket, TakeToken, Taken } from './rate-limit.ts'

type Filled = { readonly tokens: number; readonly at: number }
/** So many keys are remembered; whoever took longest ago is forgotten first. */
const MOST_KEYS = 20_000

/** Asks `takeToken`, and counts in this process for as long as that does not know. */
export function orCountHere(takeToken: TakeToken, clock: Clock): TakeToken {
  // What nobody took from for `perMs` is full again, as what is not remembered is.
  const buckets = rememberUntil<Filled>(MOST_KEYS, clock)
  const takeHere = (key: string, { capacity, perMs }: Bucket): Taken => {
    const now = clock.now().getTime()
    const { tokens, at } = buckets.get(key) ?? { tokens: capacity, at: now }
    const filled = Math.min(capacity, tokens + (Math.max(0, now - at) * capacity) / perMs)
    const allowed = filled >= 1
    const left = allowed ? filled - 1 : filled
    buckets.set(key, { tokens: left, at: now }, now + perMs)
    const retryAfterMs = allowed ? 0 : Math.ceil(((1 - left) * perMs) / capacity)
    return { allowed, remaining: Math.floor(left), retryAfterMs }
  }
  return async (key, bucket) => {
    const taken = await takeToken(key, bucket)
    return taken === 'unknown' ? takeHere(key, bucket) : taken
  }
}
