// The steps that every change of a listing takes: lock, check the owner, decide, save, publish.
import type { Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { mustBeVersion, mustOwn } from '../domain/access.ts'
import { photosEvent } from '../domain/draft.ts'
import { savedChange } from '../domain/favourites/favourite.ts'
import type { ListingId } from '../domain/ids.ts'
import type { Listing, ListingChanged } from '../domain/listing.ts'
import type { SavedChanges } from './favourites/stores.ts'
import type { DraftOutbox, ListingOutbox, Listings, Prices, Vehicles } from './stores.ts'

export type ChangeListingDeps = {
  clock: Clock
  inTransaction: InTransaction<{
    listings: Listings
    prices: Prices
    vehicles: Vehicles
    savedChanges: SavedChanges
    outbox: ListingOutbox
    draftOutbox: DraftOutbox
  }>
}

export type ListingCommand = { id: ListingId; expectedVersion: number }

/** Whether the same command has already made the change it asks for. */
export type Repeated = (listing: Listing, expectedVersion: number) => boolean

/**
 * Idempotent by state and If-Match: a repeat returns the listing as it is, and nothing is saved or
 * published a second time. Of a draft only a change of its photos is published. News for those who
 * saved the ad is noted in the same commit, and announced behind it.
 * @throws LISTING_NOT_FOUND · VERSION_MISMATCH (precondition) · CHASSIS_LISTED (conflict) · what
 * `decide` throws
 */
export function changeListing(deps: ChangeListingDeps) {
  return function changeListing(
    actor: Actor,
    command: ListingCommand,
    decide: (listing: Listing, now: Date) => ListingChanged,
    repeated: Repeated = () => false,
  ): Promise<Listing> {
    return deps.inTransaction(
      { actor },
      async ({ listings, prices, vehicles, savedChanges, outbox, draftOutbox }) => {
        const before = await listings.forUpdate(command.id)
        mustOwn(actor, before)
        if (repeated(before, command.expectedVersion)) return before
        mustBeVersion(before, command)
        const now = deps.clock.now()
        const { change, listing: decided } = decide(before, now)
        const vehicleId = await vehicles.forListing(decided, now)
        const { vehicleId: _before, ...bare } = decided
        const listing: Listing = vehicleId === undefined ? bare : { ...bare, vehicleId }
        await listings.save(listing)
        if (listing.state === 'draft') {
          const event = photosEvent(listing, before)
          if (event) await draftOutbox.append({ ...event, at: now })
          return listing
        }
        if (change === 'published' || change === 'price-changed') await prices.add(listing, now)
        await outbox.append({ change, listing, at: now })
        const news = savedChange(before, { change, listing }, now)
        if (news) await savedChanges.add(news)
        return listing
      },
    )
  }
}
