// Until when anybody waits: a call's own limit, and never longer than the call it is made for.
import { errors } from '../errors.ts'

export const DEFAULT_DEADLINE_MS = 2_000

/**
 * Unix milliseconds. @throws DEADLINE_EXCEEDED (deadline) when the outer call's time is up already.
 */
export function deadlineFor(
  nowMs: number,
  ownMs: number,
  outer: { deadlineAt: number } | undefined,
): number {
  const at = Math.min(nowMs + ownMs, outer?.deadlineAt ?? Number.POSITIVE_INFINITY)
  if (at <= nowMs) throw errors.DEADLINE_EXCEEDED()
  return at
}

/** A deadline the transport reports as Date or number; a caller that set none gets the default. */
export function deadlineOf(reported: Date | number, nowMs: number): number {
  const at = Number(reported)
  return Number.isFinite(at) ? at : nowMs + DEFAULT_DEADLINE_MS
}
