// How long to wait before the next try: exponential with full jitter, so that a thousand phones
// that lost one server do not come back at once.
const FIRST_MS = 500
const LONGEST_MS = 30_000

/** `attempt` counts from 0; `chance` is in [0, 1). */
export const backoff = (attempt: number, chance: number): number =>
  Math.floor(chance * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16)))
