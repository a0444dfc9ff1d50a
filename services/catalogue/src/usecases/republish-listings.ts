// Says the current state of listings again, at their current versions: how a topic is refilled.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ListingId } from '../domain/ids.ts'
import type { Listing } from '../domain/listing.ts'
import type { ListingOutbox } from './stores.ts'

export type RepublishListingsDeps = {
  clock: Clock
  inTransaction: InTransaction<{
    everPublished: { byIds(ids: readonly ListingId[]): Promise<Listing[]>; page(limit: number, after?: ListingId): Promise<Listing[]> }
    outbox: ListingOutbox
  }>
}

const BATCH = 500

/** One batch: the named listings, or the next 500 after an id. Call again with `next`; versions do not change, so repeats are skipped by readers. */
export const republishListings = (deps: RepublishListingsDeps) => (ids: readonly ListingId[], after?: ListingId) =>
  deps.inTransaction({ system: 'catalogue.republish' }, async ({ everPublished, outbox }) => {
    const listings = ids.length > 0 ? await everPublished.byIds(ids) : await everPublished.page(BATCH, after)
    const at = deps.clock.now()
    await outbox.append(...listings.map((listing) => ({ change: 'republished' as const, listing, at })))
    return { republished: listings.length, next: ids.length === 0 && listings.length === BATCH ? listings.at(-1)?.id : undefined }
  })
