// A seller begins an ad: a draft, made once however often the request is repeated.
import type { Actor } from '@pk-auto/kernel/actor'
import { mustBePerson } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ListingId, PersonId } from '../domain/ids.ts'
import { draft, type Listing } from '../domain/listing.ts'
import { mustBePossible, type ListingBounds, type ListingFacts } from '../domain/listing-facts.ts'
import type { Taxonomy } from '../domain/taxonomy.ts'
import type { KeyedCall, Listings, Once, Vehicles } from './stores.ts'

export type CreateListingDeps = {
  clock: Clock
  newId: () => string
  taxonomy: Taxonomy
  bounds: ListingBounds
  inTransaction: InTransaction<{ listings: Listings; vehicles: Vehicles; once: Once<Listing> }>
}

/** @throws INVALID_LISTING (invalid) naming every wrong field · IDEMPOTENCY_KEY_REUSED · IDEMPOTENCY_IN_FLIGHT */
export const createListing = (deps: CreateListingDeps) => (actor: Actor, call: KeyedCall, facts: ListingFacts) => {
  const seller = mustBePerson(actor)
  const now = deps.clock.now()
  mustBePossible(facts, deps.taxonomy, deps.bounds, now)
  return deps.inTransaction({ actor }, ({ listings, vehicles, once }) =>
    once(seller.personId as PersonId, call, async () => {
      const made = draft(deps.newId() as ListingId, seller.personId as PersonId, seller.market, facts, now)
      const vehicleId = await vehicles.forListing(made, now)
      const listing = vehicleId === undefined ? made : { ...made, vehicleId }
      await listings.insert(listing)
      return listing
    }),
  )
}
