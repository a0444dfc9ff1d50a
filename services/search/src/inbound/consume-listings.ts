// catalogue.listing.v1 → commands to the projection.
import { subscribe } from '@pk-auto/kafka/subscription'
import { LISTINGS } from '@pk-auto/proto/topics'
import type { ListingFact } from '../domain/listing.ts'
import { erasedListing, listingFact } from '../wire/listing.ts'

export const consumeListings = (project: (facts: readonly ListingFact[]) => Promise<void>) =>
  subscribe(LISTINGS, {
    read: listingFact,
    handle: (events) =>
      project(
        events.flatMap(({ key, value, at }) =>
          [value ?? erasedListing(key)].flat().map((fact) => ({ ...fact, at })),
        ),
      ),
  })
