// Prices in the market's words: `28.5 lac`, `1.2 crore`, ۲۸ لاکھ: weighed as asking prices and
// shown back to those who typed them.
import { HIGHEST_PRICE, LOWEST_PRICE } from '@pk-auto/client-api/listing-bounds.gen'
import { groupLacs } from './digits.ts'
import type { Locale } from './locale.ts'
import { CRORE, LAC, readBound, readPrice } from './reading.ts'

/**
 * `ask`: a bare number up to 300 most likely means lacs, and `2 crore 5` or `285,0000` may mean
 * several prices: the person must confirm it. Amounts are whole rupees.
 */
export type AskingPrice =
  | { readonly kind: 'rupees'; readonly rupees: number }
  | { readonly kind: 'ask'; readonly rupees: number }
  | { readonly kind: 'too-low'; readonly rupees: number }
  | { readonly kind: 'too-high'; readonly rupees: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable' }

/**
 * An asking price in rupees, in market words of either script, within what an ad may cost. Never
 * throws.
 */
export const readAskingPrice = (typed: string): AskingPrice => {
  const read = readPrice(typed)
  if (!read.ok) return { kind: read.why }
  const { rupees, meantLacs, guessed } = read.value
  if (rupees < LOWEST_PRICE) return { kind: 'too-low', rupees }
  if (rupees > HIGHEST_PRICE) return { kind: 'too-high', rupees }
  return { kind: meantLacs || guessed ? 'ask' : 'rupees', rupees }
}

const trimmed = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)))

/** Whole rupees in market words: `28.5 lac`, `1.2 crore`, `95,000`; without the currency. */
export const shortPrice = (rupees: number, locale: Locale): string => {
  const lacs = trimmed(rupees / LAC, 2)
  // What rounds to a hundred lac is called a crore.
  if (Number(lacs) * LAC >= CRORE)
    return `${trimmed(rupees / CRORE, 3)} ${locale === 'ur' ? 'کروڑ' : 'crore'}`
  return rupees >= LAC ? `${lacs} ${locale === 'ur' ? 'لاکھ' : 'lac'}` : groupLacs(rupees)
}

/**
 * A bound as a field shows it to be typed over: in market words when they read back the same, else
 * every rupee, so that sending the form again changes nothing.
 */
export const typedPrice = (rupees: number, locale: Locale): string => {
  const short = shortPrice(rupees, locale)
  const read = readBound('price', short)
  return read.ok && read.value === rupees ? short : groupLacs(rupees)
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
