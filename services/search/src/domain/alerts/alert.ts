// When a window of matches closes, and what the alert then reports. Pure.
import type { PersonId, SavedSearchId } from './ids.ts'
import type { Frequency, Way } from './saved-search.ts'

/** What waits for one search's next alert. */
export type Pending = {
  readonly search: SavedSearchId
  readonly person: PersonId
  readonly notifyBy: readonly Way[]
  /** Those that are still live, the latest first. */
  readonly listings: readonly string[]
  /** Of the stored ones, how many are not live any more. */
  readonly over: number
  readonly total: number
  readonly onlyDrops: boolean
  readonly since: Date
}

export type Alert = Omit<Pending, 'over' | 'onlyDrops'> & { readonly kind: 'new' | 'price-drop' }

/** Undefined when all of it is over by now: there is nothing left to see. */
export function alertOf({ over, onlyDrops, ...pending }: Pending): Alert | undefined {
  const total = pending.total - over
  return pending.listings.length === 0
    ? undefined
    : { ...pending, total, kind: onlyDrops ? 'price-drop' : 'new' }
}

export type AlertTimes = {
  /** From the first match until an instant alert. */
  readonly windowMs: number
  /** Full hour of the market's day at which daily alerts go out. */
  readonly dailyHour: number
  /** IANA time zone by market. */
  readonly zones: Readonly<Record<string, string>>
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** When a window that opens now closes. */
export const closesAt = (
  frequency: Frequency,
  market: string,
  now: Date,
  { windowMs, dailyHour, zones }: AlertTimes,
): Date =>
  frequency === 'instant'
    ? new Date(now.getTime() + windowMs)
    : nextHour(dailyHour, zones[market] ?? 'UTC', now)

function nextHour(hour: number, zone: string, now: Date): Date {
  const today = Math.floor(localMs(now, zone) / DAY_MS) * DAY_MS + hour * HOUR_MS
  for (let local = today; ; local += DAY_MS) {
    // The offset there: clocks may be moved in the meantime.
    const guess = new Date(local - (localMs(now, zone) - now.getTime()))
    const at = local - (localMs(guess, zone) - guess.getTime())
    if (at > now.getTime()) return new Date(at)
  }
}

/** What the clocks of a zone show, as if they were UTC's. */
function localMs(at: Date, zone: string): number {
  const format = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: zone, dateStyle: 'short', timeStyle: 'medium' },
  })
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`) + at.getMilliseconds()
}
