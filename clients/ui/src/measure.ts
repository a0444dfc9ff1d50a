// Kilometres, engine sizes and dates in the words of each language.
import { groupThousands } from './digits.ts'
import type { Locale } from './locale.ts'
import { daysBetween } from './moment.ts'

/** `45,000 km` */
export const formatKm = (km: number, locale: Locale): string =>
  `${groupThousands(km)} ${locale === 'ur' ? 'کلومیٹر' : 'km'}`

/** `1,300 cc`; an electric car has none, so 0 gives an empty text. */
export const formatCc = (cc: number, locale: Locale): string =>
  cc > 0 ? `${groupThousands(cc)} ${locale === 'ur' ? 'سی سی' : 'cc'}` : ''

// In days of the market's calendar.
const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 1],
  ['week', 7],
  ['month', 30],
]

/**
 * `5 minutes ago`, `3 hours ago` of today, `yesterday` of the calendar day before, `3 days ago`;
 * older than a year is the date itself.
 */
export const ago = (at: Date, now: Date, locale: Locale): string => {
  const seconds = Math.max(0, (now.getTime() - at.getTime()) / 1_000)
  const days = daysBetween(at, now)
  const words = new Intl.RelativeTimeFormat(locale === 'ur' ? 'ur-PK' : 'en-GB', {
    numeric: 'auto',
  })
  if (seconds < 60) return words.format(0, 'second')
  if (seconds < 3_600) return words.format(-Math.floor(seconds / 60), 'minute')
  const [unit, length] = STEPS.findLast(([, size]) => days >= size) ?? []
  if (!unit || !length) return words.format(-Math.floor(seconds / 3_600), 'hour')
  return days < 365 ? words.format(-Math.floor(days / length), unit) : formatDate(at, locale)
}

/** `3 Nov 2025` on the market's calendar day. */
export const formatDate = (at: Date, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'ur' ? 'ur-PK' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'Asia/Karachi',
  }).format(at)
