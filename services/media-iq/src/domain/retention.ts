// How long things stay: an unused picture, the bytes of an upload, and the retained original once
// the listing has ended. Pure.
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

export const sweepDueAt = (now: Date, unattachedDays: number): Date =>
  new Date(now.getTime() + unattachedDays * DAY_MS)

/**
 * Who has a picture: a listing on the market or a draft (`open`), or only listings that ended, the
 * last of them at `lastEnd`.
 */
export type Holders = { readonly open: boolean; readonly lastEnd?: Date }

export const originalDueAt = (endedAt: Date, originalDays: number): Date =>
  new Date(endedAt.getTime() + originalDays * DAY_MS)

/**
 * When the original of a picture goes; nothing while a listing is open, and for a picture nobody
 * has: that goes whole.
 */
export const nextOriginalDueAt = (
  holders: Holders | undefined,
  originalDays: number,
): Date | undefined =>
  holders?.lastEnd && !holders.open ? originalDueAt(holders.lastEnd, originalDays) : undefined

/**
 * A signed URL outlives what became of the upload, so the bytes that came are removed once nobody
 * can write them again.
 */
export const uploadDeleteAt = (signedAt: Date, now: Date, urlMinutes: number): Date =>
  new Date(Math.max(now.getTime(), signedAt.getTime() + (urlMinutes + 1) * MINUTE_MS))
