// A seller begins an ad: a draft, made once however often the request is repeated.
import type { Actor } from '@pk-auto/kernel/actor'
import { mustBePerson } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { mustHaveRoom, photosEvent } from '../domain/draft.ts'
import type { ListingId, PersonId } from '../domain/ids.ts'
import { draft, type Listing, type ListingTimes } from '../domain/listing.ts'
import { mustBePossible } from '../domain/listing-check.ts'
import type { ListingBounds, ListingFacts } from '../domain/listing-facts.ts'
import type { Taxonomy } from '../domain/taxonomy.ts'
import type { DraftOutbox, Drafts, KeyedCall, Listings, Once, Vehicles } from './stores.ts'

export type CreateListingDeps = {
  clock: Clock
  newId: () => string
  taxonomy: Taxonomy
  bounds: ListingBounds
  times: ListingTimes
  maxOpenDrafts: number
  inTransaction: InTransaction<{
    listings: Listings
    drafts: Drafts
    vehicles: Vehicles
    draftOutbox: DraftOutbox
    once: Once<Listing>
  }>
}

/**
 * Idempotent by key: a repeat gets the ad as it is by then.
 * @throws INVALID_LISTING (invalid) naming every wrong field · DRAFTS_TOO_MANY (too_many) ·
 * IDEMPOTENCY_KEY_REUSED · IDEMPOTENCY_IN_FLIGHT · LISTING_NOT_FOUND for a repeat whose draft is
 * gone
 */
export function createListing(deps: CreateListingDeps) {
  return function createListing(actor: Actor, call: KeyedCall, facts: ListingFacts) {
    const seller = mustBePerson(actor)
    const now = deps.clock.now()
    mustBePossible(facts, deps.taxonomy, deps.bounds, now)
    const owner = seller.personId as PersonId
    return deps.inTransaction({ actor }, ({ listings, drafts, vehicles, draftOutbox, once }) =>
      once(owner, call, async () => {
        mustHaveRoom(await drafts.open(owner), deps.maxOpenDrafts, now)
        const made = draft(deps.newId() as ListingId, owner, seller.market, facts, now, deps.times)
        const vehicleId = await vehicles.forListing(made, now)
        const listing = vehicleId === undefined ? made : { ...made, vehicleId }
        await listings.insert(listing)
        const event = photosEvent(listing)
        if (event) await draftOutbox.append({ ...event, at: now })
        return listing
      }),
    )
  }
}
