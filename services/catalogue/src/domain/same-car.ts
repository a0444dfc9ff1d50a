// What car a live ad is of stays: its price, its place and its history were seen for that car and
// no other. Pure.
import { errors, type FieldProblem } from './errors.ts'
import type { ListingFacts } from './listing-facts.ts'

/**
 * Fixed from the first moment buyers see the ad. What may have been mistaken (generation, variant,
 * engine, fuel, body …) can be put right.
 */
const FIXED = ['make', 'model', 'year'] as const
/** May be said once where nothing was said, and then stays. */
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
    message: 'close this ad and post the other car as an ad of its own',
  }))
  throw errors.LISTING_CAR_FIXED({}, { fields })
}
