// Publishes listings, and which photos drafts hold, once more at their current versions: how a topic
// is refilled.
import type { Clock } from '@pk-auto/kernel/clock'
import { MAX_REPUBLISH, mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ListingId } from '../domain/ids.ts'
import type { Listing } from '../domain/listing.ts'
import type { DraftOutbox, ListingOutbox } from './stores.ts'

export type RepublishListingsDeps = {
  clock: Clock
  inTransaction: InTransaction<{
    /**
     * Both lock what they return against changes until the commit: a compacted topic retains the last
     * state of a key, so an older one must not follow a newer one.
     */
    everPublished: {
      byIds(ids: readonly ListingId[]): Promise<Listing[]>
      page(limit: number, after?: ListingId): Promise<Listing[]>
    }
    outbox: ListingOutbox
    draftOutbox: DraftOutbox
  }>
}

const BATCH = 500

/**
 * One batch: at most 1,000 named listings, or the next 500 after an id. Call again with `next`;
 * versions do not change, so repeats are skipped by readers. @throws TOO_MANY_IDS
 */
export function republishListings(deps: RepublishListingsDeps) {
  return async function republishListings(ids: readonly ListingId[], after?: ListingId) {
    mustBeBatch(ids, MAX_REPUBLISH)
    return deps.inTransaction(
      { system: 'catalogue.republish' },
      async ({ everPublished, outbox, draftOutbox }) => {
        const listings =
          ids.length > 0 ? await everPublished.byIds(ids) : await everPublished.page(BATCH, after)
        const at = deps.clock.now()
        const [drafts, published] = [
          listings.filter(({ state }) => state === 'draft'),
          listings.filter(({ state }) => state !== 'draft'),
        ]
        await outbox.append(
          ...published.map((listing) => ({ change: 'republished' as const, listing, at })),
        )
        await draftOutbox.append(
          ...drafts.map(({ id, version, seller, facts }) => ({
            listingId: id,
            version,
            seller,
            photos: facts.photos,
            at,
          })),
        )
        return {
          republished: listings.length,
          next: ids.length === 0 && listings.length === BATCH ? listings.at(-1)?.id : undefined,
        }
      },
    )
  }
}
