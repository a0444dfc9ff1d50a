// How often a code may be sent, decided from what was already sent. Pure; the counting rows are
// locked by the use case.
import { errors } from './errors.ts'

/** At most `max` sends in any `perMs`. */
export type Cap = { readonly max: number; readonly perMs: number }

export type SendCaps = {
  readonly number: readonly Cap[]
  readonly device: readonly Cap[]
  /** A code still open on the same number, device and purpose must be this old before the next. */
  readonly resendAfterMs: number
}

export type SentBefore = {
  /**
   * Times of earlier sends to the number, newest first, at least as far back as its longest cap
   * reaches.
   */
  readonly number: readonly Date[]
  /** The same for the device, whatever the number. */
  readonly device: readonly Date[]
  /** When the code that is still open for this number, device and purpose was sent. */
  readonly open: Date | undefined
}

/**
 * Milliseconds until the cap lets one more through; 0 = now. A sliding window, so no burst passes
 * at a boundary.
 */
export function waitMs(sent: readonly Date[], cap: Cap, now: Date): number {
  const inWindow = sent
    .filter((at) => at.getTime() > now.getTime() - cap.perMs)
    .toSorted((a, b) => b.getTime() - a.getTime())
  const blocking = inWindow[cap.max - 1]
  return blocking === undefined ? 0 : blocking.getTime() + cap.perMs - now.getTime()
}

/** How many rows of history a set of caps needs, and how far back. */
export const reachOf = (caps: readonly Cap[]): Cap => ({
  max: Math.max(...caps.map((cap) => cap.max)),
  perMs: Math.max(...caps.map((cap) => cap.perMs)),
})

/**
 * @throws OTP_TOO_MANY (too_many) with the time after which a send would be let through; it does
 * not say which cap refused.
 */
export function mustMaySend(before: SentBefore, caps: SendCaps, now: Date): void {
  const cooldown =
    before.open === undefined
      ? 0
      : Math.max(0, before.open.getTime() + caps.resendAfterMs - now.getTime())
  const waits = [
    ...caps.number.map((cap) => waitMs(before.number, cap, now)),
    ...caps.device.map((cap) => waitMs(before.device, cap, now)),
  ]
  const retryAfterMs = Math.max(cooldown, ...waits)
  if (retryAfterMs > 0) throw errors.OTP_TOO_MANY({}, { retryAfterMs })
}
