// The price a car was sold for, as its seller gives it. Pure.
import type { DomainError } from '@pk-auto/kernel/domain-error'
import { errors, type FieldProblem } from '../errors.ts'
import type { Money } from '@pk-auto/kernel/money'

/** From config/catalogue.yaml. Prices in whole rupees; percent of what was asked. */
export type SaleBounds = {
  minPrice: number
  maxPrice: number
  minSoldForPercent: number
  maxSoldForPercent: number
}

/** @throws INVALID_LISTING (invalid) for another currency, paisa, or a price out of bounds */
export function mustBeFinalPrice(soldFor: Money, asked: Money, bounds: SaleBounds): void {
  const { currency } = asked
  if (soldFor.currency !== currency || soldFor.minor % 100n !== 0n)
    throw refused('PRICE_IMPOSSIBLE', `a final price is in whole units of ${currency}`)
  const [least, most] = finalPrices(asked, bounds)
  const units = soldFor.minor / 100n
  if (units < least || units > most)
    throw refused(
      'SOLD_FOR_UNLIKELY',
      `for this ad a final price is from ${least} to ${most} rupees; or leave it out`,
    )
}

/** The least and the most, in whole rupees. */
function finalPrices(asked: Money, bounds: SaleBounds): readonly [bigint, bigint] {
  const share = (percent: number) => (asked.minor * BigInt(percent)) / 10_000n
  const [minPrice, maxPrice] = [BigInt(bounds.minPrice), BigInt(bounds.maxPrice)]
  const [least, most] = [share(bounds.minSoldForPercent), share(bounds.maxSoldForPercent)]
  return [least > minPrice ? least : minPrice, most < maxPrice ? most : maxPrice]
}

const refused = (code: FieldProblem['code'], message: string): DomainError =>
  errors.INVALID_LISTING({}, { fields: [{ path: 'soldFor', code, message }] })
