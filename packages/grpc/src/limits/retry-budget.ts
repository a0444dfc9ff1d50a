// How many calls may be sent again: a tenth of what is sent, so that retries never make an overload
// worse.
const EARNED_PER_CALL = 0.1
const MOST = 10

export type RetryBudget = { earn(): void; spend(): boolean }

/** Starts full, so that a quiet client may retry its first failures. */
export function retryBudget(): RetryBudget {
  let tokens = MOST
  return {
    earn: () => void (tokens = Math.min(MOST, tokens + EARNED_PER_CALL)),
    spend() {
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
  }
}
