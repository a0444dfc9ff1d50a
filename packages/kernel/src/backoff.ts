// How long to wait before trying again: doubling, capped, with jitter so that many waiters do not
// return together.
/**
 * Milliseconds before try number `attempt` (0 = the first retry), between half and the whole of the
 * doubled time.
 */
export function backoffMs(
  attempt: number,
  limits: { firstMs: number; maxMs: number },
  random: () => number = Math.random,
): number {
  const whole = Math.min(limits.maxMs, limits.firstMs * 2 ** attempt)
  return whole / 2 + (whole / 2) * random()
}
