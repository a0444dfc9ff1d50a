// An ordinary car that tests change one thing of.
import { newId } from '@pk-auto/kernel/id'
import { rupees } from '@pk-auto/kernel/money'
import type { ListingDraft } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import type { SaleBounds } from '../src/domain/sale/final-price.ts'
import type { ListingId, PersonId } from '../src/domain/ids.ts'
import { draft } from '../src/domain/listing.ts'
import type { ListingBounds, ListingFacts } from '../src/domain/listing-facts.ts'
import { ownListing } from '../src/wire/listing.ts'

export const corolla = (change: Partial<ListingFacts> = {}): ListingFacts => ({
  make: 'toyota',
  model: 'corolla',
  generation: 'corolla-11th',
  year: 2016,
  price: rupees(3_850_000),
  km: 92_000,
  engineCc: 1_300,
  fuel: 'petrol',
  transmission: 'manual',
  assembly: 'local',
  body: 'sedan',
  colour: 'white',
  city: 'multan',
  registrationCity: 'lahore',
  condition: 'used',
  features: ['abs'],
  photos: [],
  visibility: 'public',
  channels: ['automart'],
  description: { text: 'Bilkul genuine gari hai, first owner', lang: 'ur-Latn' },
  ...change,
})

/** Wide bounds. Prices in whole rupees. */
export const bounds: ListingBounds & SaleBounds = {
  minPrice: 1,
  maxPrice: 1_000_000_000,
  maxKm: 1_000_000,
  maxPhotos: 30,
  maxTitle: 120,
  maxDescription: 5_000,
  earliestYear: 1950,
  newMaxKm: 1_000,
  newMaxAgeYears: 1,
  engineTolerancePercent: 25,
  minSoldForPercent: 25,
  maxSoldForPercent: 200,
}

/** The same car as a seller sends it. */
export const draftOf = (facts: ListingFacts): ListingDraft => {
  const own = ownListing(
    draft(newId() as ListingId, newId() as PersonId, 'pk', facts, new Date(), {
      draftLifetimeMs: 1,
    }),
    0,
  )
  return {
    facts: own.listing?.facts,
    description: own.description,
    vin: own.vin,
    frameNumber: own.frameNumber,
    vehicleId: facts.vehicleId ?? '',
  }
}
