// Which final prices a seller may give.
import type { DomainError } from '@pk-auto/kernel/domain-error'
import { money, rupees, type Money } from '@pk-auto/kernel/money'
import { describe, expect, test } from 'vitest'
import { mustBeFinalPrice } from './final-price.ts'

const bounds = {
  minPrice: 50_000,
  maxPrice: 1_000_000_000,
  minSoldForPercent: 25,
  maxSoldForPercent: 200,
}

describe('a final price', () => {
  const soldFor = (price: Money, asked = rupees(2_850_000)) => {
    try {
      mustBeFinalPrice(price, asked, bounds)
    } catch (error) {
      return (error as DomainError).fields?.map(({ path, code }) => `${path} ${code}`).join()
    }
    return 'sold'
  }

  test.each([
    ['what was asked', rupees(2_850_000)],
    ['a quarter of what was asked', rupees(712_500)],
    ['twice what was asked', rupees(5_700_000)],
  ])('may be %s', (_what, price) => expect(soldFor(price)).toBe('sold'))

  test.each([
    ['one rupee', rupees(1)],
    ['28, for 28 lac', rupees(28)],
    ['less than a quarter of what was asked', rupees(712_499)],
    ['more than twice what was asked', rupees(5_700_001)],
    ['90 trillion', money(2n ** 53n - 92n, 'PKR')],
    ['less than nothing', rupees(-2_850_000)],
  ])('is not %s', (_what, price) => expect(soldFor(price)).toBe('soldFor SOLD_FOR_UNLIKELY'))

  test('is never less or more than any car costs, whatever was asked', () => {
    expect(soldFor(rupees(49_999), rupees(50_000))).toBe('soldFor SOLD_FOR_UNLIKELY')
    expect(soldFor(rupees(1_000_000_001), rupees(900_000_000))).toBe('soldFor SOLD_FOR_UNLIKELY')
  })

  test('is in the currency of the ad and without paisa', () => {
    expect(soldFor(money(285_000_000n, 'AED'))).toBe('soldFor PRICE_IMPOSSIBLE')
    expect(soldFor(money(270_000_001n, 'PKR'))).toBe('soldFor PRICE_IMPOSSIBLE')
  })

  test('that is refused names its bounds, and that it is optional', () => {
    expect(() => mustBeFinalPrice(rupees(1), rupees(2_850_000), bounds)).toThrowError(
      expect.objectContaining({
        fields: [
          expect.objectContaining({
            message: 'for this ad a final price is from 712500 to 5700000 rupees; or leave it out',
          }),
        ],
      }),
    )
  })
})
