// Money on the HTTP wire, `{minor: number, currency}`, and the kernel's bigint Money: one codec for
// each direction of travel.
import { EXPONENT, type Currency, type Money } from '@pk-auto/kernel/money'
import { z } from 'zod'

const CURRENCIES = Object.keys(EXPONENT) as [Currency, ...Currency[]]

const wire = z.strictObject({
  minor: z.int().meta({
    description: 'Integer minor units: 285000000 is PKR 2,850,000.00',
    example: 285_000_000,
  }),
  currency: z.enum(CURRENCIES).meta({ description: 'ISO 4217' }),
})

type Wire = z.infer<typeof wire>

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'minor' in value && typeof value.minor === 'bigint'
const inside = z.custom<Money>(isMoney, 'Expected money with bigint minor units')

const toMoney = ({ minor, currency }: Wire): Money => ({ minor: BigInt(minor), currency })
const toWire = ({ minor, currency }: Money): Wire => ({ minor: Number(minor), currency })

/** For bodies: JSON in, Money out. Fractions, texts and numbers past 2^53 are refused. */
export const moneyIn = z.codec(wire, inside, { decode: toMoney, encode: toWire })

/**
 * For responses: the handler returns Money, the visitor gets JSON. An amount past 2^53 fails the
 * response instead of losing paisa.
 */
export const moneyOut = z.codec(inside, wire.meta({ id: 'Money' }), {
  decode: toWire,
  encode: toMoney,
})

/** A price: money that is not negative. */
export const priceIn = moneyIn.refine((amount) => amount.minor >= 0n, {
  message: 'Must not be negative',
  params: { code: 'NEGATIVE' },
})
