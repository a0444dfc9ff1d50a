// Prices in the market's words: `28.5 lac`, `1.2 crore`, ۲۸ لاکھ: read from what people type and
// shown back to them.
import {
  HIGHEST_PRICE,
  HIGHEST_PRICE_BOUND,
  LOWEST_PRICE,
} from '@pk-auto/client-api/price-bounds.gen'
import { asciiDigits, groupLacs } from './digits.ts'
import type { Locale } from './locale.ts'

const LAC = 100_000
const CRORE = 10_000_000

/**
 * `ask`: a bare 5–300 most likely means lacs, but the person must confirm it. Amounts are whole
 * rupees.
 */
export type ReadPrice =
  | { readonly kind: 'rupees'; readonly rupees: number }
  | { readonly kind: 'ask'; readonly rupees: number }
  | { readonly kind: 'too-low'; readonly rupees: number }
  | { readonly kind: 'too-high'; readonly rupees: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable' }

const UNITS: ReadonlyMap<string, number> = new Map([
  ...['crore', 'crores', 'cr', 'karor', 'karore', 'کروڑ'].map((word) => [word, CRORE] as const),
  ...['lac', 'lacs', 'lakh', 'lakhs', 'lk', 'l', 'لاکه'].map((word) => [word, LAC] as const),
  ...['million', 'mn', 'm', 'ملین'].map((word) => [word, 1_000_000] as const),
  ...['thousand', 'hazar', 'hazaar', 'k', 'هزار'].map((word) => [word, 1_000] as const),
])
const NOISE =
  /\b(rs|pkr|rupees?|only|tak|under|se kam|upto|up to)\b\.?|₨|روپے|روپیه|تک|سے کم|\/-|\/=/g

// Keyboards write kaf, yeh and heh in Arabic or Urdu code points: one spelling for matching.
const foldLetters = (text: string): string =>
  text.replace(/ك/g, 'ک').replace(/ي/g, 'ی').replace(/[ہھ]/g, 'ه')

const sumOfParts = (text: string): { total: number; bare: boolean } | undefined => {
  const parts = [...text.matchAll(/(\d[\d,]*(?:\.\d+)?|\.\d+)\s*([a-z\u0600-\u06FF]+)?/g)]
  if (
    parts.length === 0 ||
    parts
      .map((part) => part[0])
      .join('')
      .replace(/\s/g, '') !== text.replace(/\s/g, '')
  )
    return undefined
  let total = 0
  let above = Infinity
  for (const [, digits = '', word] of parts) {
    const unit = word === undefined ? 1 : UNITS.get(word)
    if (unit === undefined || unit >= above) return undefined
    total += Number(digits.replace(/,/g, '')) * unit
    above = unit
  }
  return { total, bare: parts.length === 1 && parts[0]?.[2] === undefined }
}

/** Reads an asking price in rupees from market words in Latin or Urdu script. Never throws. */
export const readPrice = (typed: string): ReadPrice => {
  const text = foldLetters(asciiDigits(typed).toLowerCase())
    .replace(NOISE, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (text === '') return { kind: /\d/.test(typed) ? 'unreadable' : 'empty' }
  const read = sumOfParts(text)
  if (!read || !Number.isFinite(read.total)) return { kind: 'unreadable' }
  if (read.bare && read.total >= 5 && read.total <= 300)
    return { kind: 'ask', rupees: Math.round(read.total * LAC) }
  const rupees = Math.round(read.total)
  if (rupees < LOWEST_PRICE) return { kind: 'too-low', rupees }
  if (rupees > HIGHEST_PRICE) return { kind: 'too-high', rupees }
  return { kind: 'rupees', rupees }
}

/**
 * A price bound of a search in rupees: like `readPrice`, with a bare 5–300 taken as lacs, and as
 * low and high as a search goes; undefined when there is none.
 */
export const readPriceBound = (typed: string): number | undefined => {
  const read = readPrice(typed)
  if (!('rupees' in read)) return undefined
  return read.rupees >= 0 && read.rupees <= HIGHEST_PRICE_BOUND ? read.rupees : undefined
}

const trimmed = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)))

/** Whole rupees in market words: `28.5 lac`, `1.2 crore`, `95,000`; without the currency. */
export const shortPrice = (rupees: number, locale: Locale): string => {
  if (rupees >= CRORE) return `${trimmed(rupees / CRORE, 3)} ${locale === 'ur' ? 'کروڑ' : 'crore'}`
  if (rupees >= LAC) return `${trimmed(rupees / LAC, 2)} ${locale === 'ur' ? 'لاکھ' : 'lac'}`
  return groupLacs(rupees)
}

/**
 * A bound as a field shows it to be typed over: in market words when they read back the same, else
 * every rupee, so that sending the form again changes nothing.
 */
export const typedPrice = (rupees: number, locale: Locale): string => {
  const short = shortPrice(rupees, locale)
  return readPriceBound(short) === rupees ? short : groupLacs(rupees)
}

/** `Rs 28.5 lac` or `28.5 لاکھ روپے`. */
export const formatPrice = (rupees: number, locale: Locale): string =>
  locale === 'ur' ? `${shortPrice(rupees, locale)} روپے` : `Rs ${shortPrice(rupees, locale)}`

/** Every rupee, grouped in lacs: `Rs 28,50,000`. */
export const exactPrice = (rupees: number, locale: Locale): string =>
  locale === 'ur' ? `${groupLacs(rupees)} روپے` : `Rs ${groupLacs(rupees)}`

/** The price in full words, so that a wrong zero stands out: `28 lac 50 thousand rupees`. */
export const priceInWords = (rupees: number, locale: Locale): string => {
  const words =
    locale === 'ur'
      ? (['کروڑ', 'لاکھ', 'ہزار', 'روپے'] as const)
      : (['crore', 'lac', 'thousand', 'rupees'] as const)
  const parts: string[] = []
  let rest = Math.trunc(rupees)
  for (const [index, unit] of [CRORE, LAC, 1_000].entries()) {
    const count = Math.floor(rest / unit)
    if (count > 0) parts.push(`${count} ${words[index] ?? ''}`)
    rest -= count * unit
  }
  if (rest > 0 || parts.length === 0) parts.push(String(rest))
  return `${parts.join(' ')} ${words[3]}`
}

/** Money of the wire (minor units) in whole rupees; paisas are never shown. */
export const rupeesOf = (money: { readonly minor: number }): number => Math.round(money.minor / 100)

/** Whole rupees as money of the wire. */
export const moneyOf = (rupees: number): { minor: number; currency: 'PKR' } => ({
  minor: rupees * 100,
  currency: 'PKR',
})
