// Takes ads whose time is over off the market, a batch at a time.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { expire, type Listing } from '../../domain/listing.ts'
import type { ListingOutbox, Listings } from '../stores.ts'

export type ExpireListingsDeps = {
  clock: Clock
  inTransaction: InTransaction<{
    /** Locks and returns live listings due by `now`, skipping rows another worker holds. */
    due: { take(now: Date, limit: number): Promise<readonly Listing[]> }
    listings: Listings
    outbox: ListingOutbox
  }>
}

const BATCH = 200

/** Returns how many expired; safe to run anywhere, any number of times. */
export function expireListings(deps: ExpireListingsDeps) {
  return function expireListings() {
    return deps.inTransaction({ system: 'catalogue.expire' }, async ({ due, listings, outbox }) => {
      const now = deps.clock.now()
      const changes = (await due.take(now, BATCH)).map((listing) => ({
        ...expire(listing, now),
        at: now,
      }))
      for (const { listing } of changes) await listings.save(listing)
      await outbox.append(...changes)
      return changes.length
    })
  }
}
