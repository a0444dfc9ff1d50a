// A picture's turn at the decoder: when it is tried again, and when we give up. Pure.
import { backoffMs } from '@pk-auto/kernel/backoff'

export type JobLimits = {
  /** A worker that dies is missed after this long, and another takes its job. */
  readonly leaseMs: number
  readonly maxAttempts: number
  readonly firstRetryMs: number
  readonly maxRetryMs: number
}

/**
 * What follows a failed attempt (`attempts` counts it): another at `at`, or the end. A failure of a
 * neighbour is never the picture's fault and never the end.
 */
export type NextTry =
  | { readonly again: true; readonly at: Date; readonly attempts: number }
  | { readonly again: false }

export function afterFailure(
  failed: { attempts: number; neighbourDown: boolean },
  limits: JobLimits,
  now: Date,
  chance: number,
): NextTry {
  const attempts = failed.neighbourDown ? failed.attempts - 1 : failed.attempts
  if (attempts >= limits.maxAttempts) return { again: false }
  const wait = backoffMs(
    Math.max(0, attempts - 1),
    { firstMs: limits.firstRetryMs, maxMs: limits.maxRetryMs },
    () => chance,
  )
  return { again: true, at: new Date(now.getTime() + wait), attempts }
}
