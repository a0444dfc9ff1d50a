// A live ad cannot change to another car: buyers saw its price and its history for this one. Pure.
import { errors, type FieldProblem } from '../errors.ts'
import type { ListingFacts } from '../listing-facts.ts'

/**
 * Fixed once buyers see the ad. What may have been a mistake (generation, variant, engine, fuel,
 * body …) can be corrected.
 */
const FIXED = ['make', 'model', 'year'] as const
/** May be added once, and is fixed from then on. */
const GIVEN_ONCE = ['vin', 'frameNumber', 'vehicleId'] as const

/** @throws LISTING_CAR_FIXED (invalid) naming every field that would make it another car */
export function mustBeSameCar(before: ListingFacts, after: ListingFacts): void {
  const hasChassis = before.vin !== undefined || before.frameNumber !== undefined
  const wasGiven = {
    vin: hasChassis,
    frameNumber: hasChassis,
    vehicleId: before.vehicleId !== undefined,
  }
  const paths = [
    ...FIXED.filter((name) => before[name] !== after[name]),
    ...GIVEN_ONCE.filter((name) => wasGiven[name] && before[name] !== after[name]),
  ]
  if (paths.length === 0) return
  const fields = paths.map((path): FieldProblem => ({
    path,
    code: 'LISTING_CAR_FIXED',
    message: 'close this ad and post a new one for the other car',
  }))
  throw errors.LISTING_CAR_FIXED({}, { fields })
}
