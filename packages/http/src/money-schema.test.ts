// Money crosses the edge whole or not at all.
import { rupees } from '@pk-auto/kernel/money'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moneyIn, moneyOut, priceIn } from './money-schema.ts'

test('any amount within 2^53 comes back as it went out', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (minor) => {
      const out = moneyOut.parse({ minor: BigInt(minor), currency: 'PKR' })
      expect(JSON.stringify(out)).toBe(`{"minor":${minor},"currency":"PKR"}`)
      expect(moneyIn.parse(out)).toEqual({ minor: BigInt(minor), currency: 'PKR' })
    }),
  )
})

test('a body becomes Money with bigint inside', () => {
  expect(moneyIn.parse({ minor: 285_000_000, currency: 'PKR' })).toEqual(rupees(2_850_000))
})

test.each([
  ['a fraction', { minor: 1.5, currency: 'PKR' }],
  ['a text', { minor: '5', currency: 'PKR' }],
  ['more than 2^53', { minor: 2 ** 53, currency: 'PKR' }],
  ['an unknown currency', { minor: 5, currency: 'XXX' }],
  ['a third field', { minor: 5, currency: 'PKR', note: 'x' }],
  ['a bare number', 5],
])('%s is refused', (_what, value) => {
  expect(moneyIn.safeParse(value).success).toBe(false)
})

test('an amount that JSON cannot hold fails instead of losing paisa', () => {
  expect(moneyOut.safeParse({ minor: 2n ** 60n, currency: 'PKR' }).success).toBe(false)
})

test('a price is not negative', () => {
  expect(priceIn.safeParse({ minor: -1, currency: 'PKR' }).error?.issues[0]).toMatchObject({
    code: 'custom',
    params: { code: 'NEGATIVE' },
  })
})
