// A day of visitors, pressed into minutes: which share of them does what, and how many come in each
// hour. Assumptions, until there is a day to measure; docs/capacity.md reckons with the same ones.
import type { Path } from './limits.ts'

/** Of what people begin, over the day; they add up to 1. */
export const SHARES: Readonly<Record<Path, number>> = {
  browse: 0.66,
  search: 0.27,
  otp: 0.02,
  publish: 0.01,
  chat: 0.04,
}

/** Midnight first, in Karachi: parts of the busiest hour. People look for cars after dinner. */
export const HOURS: readonly number[] = [
  ...[0.45, 0.25, 0.14, 0.08, 0.06, 0.08, 0.14, 0.22, 0.34, 0.46, 0.55, 0.6],
  ...[0.62, 0.6, 0.58, 0.58, 0.6, 0.64, 0.7, 0.8, 0.92, 1, 0.95, 0.72],
]

export type Stage = { readonly target: number; readonly duration: string }
export type Curve = { readonly startRate: number; readonly stages: readonly Stage[] }

/**
 * From midnight to midnight. `peak` is per second; rates come out per minute, as whole numbers,
 * because k6 takes no others.
 */
export function dayOf(peak: number, seconds: number): Curve {
  const perMinute = (share: number) => Math.round(peak * share * 60)
  const duration = `${Math.round((seconds * 1_000) / HOURS.length)}ms`
  const [midnight = 0, ...rest] = HOURS
  return {
    startRate: perMinute(midnight),
    stages: [...rest, midnight].map((share) => ({ target: perMinute(share), duration })),
  }
}

/** Of the busiest hour, over the day. */
export const meanShare = (): number => HOURS.reduce((sum, share) => sum + share, 0) / HOURS.length
