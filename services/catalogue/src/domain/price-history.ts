// What a car cost when, and what counts as a drop. Pure.
import { compareMoney, type Money } from '@pk-auto/kernel/money'

/** The first point is the price at publication. */
export type PricePoint = { at: Date; price: Money }

/** A price buyers see, since when, and the higher one it is shown to have dropped from. */
type Shown = { facts: { price: Money }; priceSince: Date; droppedFrom?: Money }

/**
 * The higher price that a new one is shown to have dropped from, if any. A drop counts from a price
 * that stood `dropMinAgeMs`: raising a price for an hour to show a drop gains nothing.
 */
export function droppedFrom(
  shown: Shown,
  price: Money,
  now: Date,
  { dropMinAgeMs }: { dropMinAgeMs: number },
): Money | undefined {
  const before = shown.facts.price
  const stood = now.getTime() - shown.priceSince.getTime() >= dropMinAgeMs
  if (stood && compareMoney(price, before) < 0) return before
  return shown.droppedFrom && compareMoney(price, shown.droppedFrom) < 0
    ? shown.droppedFrom
    : undefined
}
