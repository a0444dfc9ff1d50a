// When quiet hours end for what is due now. Pure.
import type { Purpose } from './news.ts'
import type { Defaults, Preferences, QuietHours } from './preferences.ts'

const DAY = 24 * 60

const minuteOf = (at: Date, zone: string): number => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  return part('hour') * 60 + part('minute')
}

/** The hours that hold for a purpose: the person's own for all, else the default for some. */
export const quietFor = (
  { quiet }: Preferences,
  { quiet: standard }: Defaults,
  purpose: Purpose,
): QuietHours | undefined => {
  if (quiet === 'off') return undefined
  return quiet ?? (standard.purposes.includes(purpose) ? standard : undefined)
}

/**
 * When they end, if `now` lies within them; undefined outside. On a night the clocks change this is
 * off by their step, never by a day.
 */
export function quietUntil(now: Date, { from, to, zone }: QuietHours): Date | undefined {
  const minute = minuteOf(now, zone)
  const within = from < to ? minute >= from && minute < to : minute >= from || minute < to
  if (!within) return undefined
  const left = (to - minute + DAY) % DAY
  return new Date(Math.trunc(now.getTime() / 60_000) * 60_000 + left * 60_000)
}
