// How long things are kept: an unused picture, and the original of a refused one. Pure.
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

export const sweepDueAt = (now: Date, unattachedDays: number): Date => new Date(now.getTime() + unattachedDays * DAY_MS)

/** A signed URL outlives a refusal, so the original is removed once nobody can write it again. */
export const originalDoomedAt = (signedAt: Date, now: Date, urlMinutes: number): Date =>
  new Date(Math.max(now.getTime(), signedAt.getTime() + (urlMinutes + 1) * MINUTE_MS))
