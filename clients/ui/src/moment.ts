// Days and times of what was said, on the clock and calendar of the market.
import type { Locale } from './locale.ts'

const ZONE = 'Asia/Karachi'
const tag = (locale: Locale): string => (locale === 'ur' ? 'ur-PK' : 'en-GB')

/** `2026-01-31`: the same for all moments of one day of the market. */
export const dayOf = (at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(at)

/** Midnights of the market between two moments; 0 on one day, below it when `at` is to come. */
export const daysBetween = (at: Date, now: Date): number =>
  Math.round((Date.parse(dayOf(now)) - Date.parse(dayOf(at))) / 86_400_000)

/** `today`, `yesterday`, `Monday, 5 January`, and with the year when it is another one. */
export const formatDay = (at: Date, now: Date, locale: Locale): string => {
  const days = daysBetween(at, now)
  if (days === 0 || days === 1)
    return new Intl.RelativeTimeFormat(tag(locale), { numeric: 'auto' }).format(-days, 'day')
  return new Intl.DateTimeFormat(tag(locale), {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone: ZONE },
    ...(dayOf(at).slice(0, 4) === dayOf(now).slice(0, 4) ? {} : { year: 'numeric' }),
  }).format(at)
}

/** `3:05 pm`; Urdu names the part of the day: `3:05 دوپہر`. */
export const formatTime = (at: Date, locale: Locale): string =>
  new Intl.DateTimeFormat(tag(locale), {
    ...{ hour: 'numeric', minute: '2-digit', hour12: true, timeZone: ZONE },
    ...(locale === 'ur' ? { dayPeriod: 'short' } : {}),
  }).format(at)

/** For a list: the time of today's, the day of others. */
export const formatMoment = (at: Date, now: Date, locale: Locale): string => {
  if (dayOf(at) === dayOf(now)) return formatTime(at, locale)
  return new Intl.DateTimeFormat(tag(locale), {
    ...{ day: 'numeric', month: 'short', timeZone: ZONE },
    ...(dayOf(at).slice(0, 4) === dayOf(now).slice(0, 4) ? {} : { year: '2-digit' }),
  }).format(at)
}
