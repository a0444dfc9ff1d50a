// How fast a person's words leave the device: a little slower than a gateway takes them, so that
// none is refused while others behind it are taken.
const BURST = 100
const PER_SECOND = 9

export type Pace = { readonly tokens: number; readonly at: number }

export const freshPace = (now: number): Pace => ({ tokens: BURST, at: now })

/** Takes one, or says how long to wait for it. */
export const stepOf = (
  { tokens, at }: Pace,
  now: number,
): { readonly pace: Pace; readonly waitMs: number } => {
  const passed = Math.max(0, now - at)
  const full = Math.min(BURST, tokens + (passed / 1_000) * PER_SECOND)
  return full < 1
    ? { pace: { tokens: full, at: now }, waitMs: Math.ceil(((1 - full) / PER_SECOND) * 1_000) }
    : { pace: { tokens: full - 1, at: now }, waitMs: 0 }
}
