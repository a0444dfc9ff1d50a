// Money never mixes currencies, and its arithmetic is exact.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareMoney, money, rupees } from './money.ts'

test('rupees become paisa', () =>
  expect(rupees(2_850_000)).toEqual({ minor: 285_000_000n, currency: 'PKR' }))

test('money of two currencies cannot be compared', () => {
  expect(() => compareMoney(rupees(1), money(1n, 'AED'))).toThrowError('CURRENCY_MISMATCH')
})

test('an unknown currency is refused', () =>
  expect(() => money(1n, 'XXX')).toThrowError('CURRENCY_UNKNOWN'))

test('any amount of rupees is a hundred times as many paisa, exactly', () => {
  fc.assert(fc.property(fc.bigInt(0n, 10n ** 15n), (n) => rupees(n).minor === n * 100n))
})
