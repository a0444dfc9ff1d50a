// Kilometres, engine sizes and dates in the words of each language.
import { asciiDigits, groupThousands } from './digits.ts'
import type { Locale } from './locale.ts'

/** `45,000 km` */
export const formatKm = (km: number, locale: Locale): string =>
  `${groupThousands(km)} ${locale === 'ur' ? 'کلومیٹر' : 'km'}`

/** `1,300 cc`; an electric car has none, so 0 gives an empty text. */
export const formatCc = (cc: number, locale: Locale): string =>
  cc > 0 ? `${groupThousands(cc)} ${locale === 'ur' ? 'سی سی' : 'cc'}` : ''

/**
 * A whole number typed with any digits, grouping or a trailing unit; `45 hazar` and `45k` are
 * thousands. Undefined when there is none.
 */
export const readWhole = (typed: string): number | undefined => {
  const text = asciiDigits(typed).toLowerCase().replace(/,/g, '').trim()
  const match = /^(\d+(?:\.\d+)?)\s*(k|hazar|thousand|ہزار)?\s*(km|kms|cc|کلومیٹر|سی سی)?$/.exec(
    text,
  )
  if (!match) return undefined
  const value = Number(match[1]) * (match[2] ? 1_000 : 1)
  return Number.isSafeInteger(value) ? value : undefined
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['minute', 60],
  ['hour', 3_600],
  ['day', 86_400],
  ['week', 604_800],
  ['month', 2_592_000],
]

/** `3 days ago`, `yesterday`; older than a year is the date itself. */
export const ago = (at: Date, now: Date, locale: Locale): string => {
  const seconds = Math.max(0, (now.getTime() - at.getTime()) / 1_000)
  const words = new Intl.RelativeTimeFormat(locale === 'ur' ? 'ur-PK' : 'en-GB', {
    numeric: 'auto',
  })
  if (seconds < 60) return words.format(0, 'second')
  if (seconds >= 31_536_000) return formatDate(at, locale)
  const [unit, length] = STEPS.findLast(([, size]) => seconds >= size) ?? ['minute', 60]
  return words.format(-Math.floor(seconds / length), unit)
}

/** `3 Nov 2025` on the market's calendar day. */
export const formatDate = (at: Date, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'ur' ? 'ur-PK' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'Asia/Karachi',
  }).format(at)
