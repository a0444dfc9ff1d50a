// Listings that differ in every filter, so that facets have something to count.
import type { PublicListing } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { listing } from '../search-fixture.ts'

const pick = <T>(values: readonly T[], n: number): T => values[n % values.length]!
const CARS = [
  ['toyota', 'corolla', 'sedan'],
  ['toyota', 'vitz', 'hatchback'],
  ['honda', 'civic', 'sedan'],
  ['honda', 'city', 'sedan'],
  ['suzuki', 'mehran', 'hatchback'],
  ['kia', 'sportage', 'suv'],
] as const

/** The `n`th of an endless, repeatable market. */
export function marketListing(n: number): PublicListing {
  const [make, model, body] = pick(CARS, n * 7)
  return listing({
    sellerType: n % 4 === 0 ? 'dealer' : 'individual',
    facts: {
      make,
      model,
      body,
      generation: '',
      variant: '',
      year: 2005 + (n % 18),
      price: { minor: BigInt(500_000 + ((n * 37) % 60) * 100_000) * 100n, currency: 'PKR' },
      km: ((n * 13) % 150) * 1_000,
      fuel: pick(['petrol', 'diesel', 'hybrid', 'cng'], n * 3),
      transmission: n % 3 === 0 ? 'automatic' : 'manual',
      assembly: n % 5 === 0 ? 'imported' : 'local',
      colour: pick(['white', 'black', 'silver', 'red'], n),
      city: pick(['lahore', 'karachi', 'islamabad', 'multan', 'peshawar'], n * 11),
      registrationCity: pick(['lahore', 'karachi', 'unregistered'], n * 2),
    },
  })
}
