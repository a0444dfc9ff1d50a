// Money: integer minor units and an ISO 4217 currency, bigint inside; never compared across
// currencies.
import { errors } from './errors.ts'

/** Digits after the point, ISO 4217. */
export const EXPONENT = { PKR: 2, AED: 2, SAR: 2, USD: 2, EUR: 2, KWD: 3, BHD: 3, OMR: 3 } as const

export type Currency = keyof typeof EXPONENT

export type Money = { readonly minor: bigint; readonly currency: Currency }

export const isCurrency = (text: string): text is Currency => Object.hasOwn(EXPONENT, text)

/** @throws CURRENCY_UNKNOWN (invalid) */
export function money(minor: bigint, currency: string): Money {
  if (!isCurrency(currency)) throw errors.CURRENCY_UNKNOWN({ currency })
  return { minor, currency }
}

/** Whole Pakistani rupees as Money: `rupees(2_850_000)`. */
export const rupees = (whole: number | bigint): Money => ({
  minor: BigInt(whole) * 100n,
  currency: 'PKR',
})

/** Negative, zero or positive like a sort function. @throws CURRENCY_MISMATCH (invalid) */
export function compareMoney(a: Money, b: Money): number {
  if (a.currency !== b.currency) throw errors.CURRENCY_MISMATCH({ a: a.currency, b: b.currency })
  if (a.minor === b.minor) return 0
  return a.minor < b.minor ? -1 : 1
}
