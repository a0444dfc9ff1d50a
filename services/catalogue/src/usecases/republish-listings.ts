// Republishes the current state of listings, which photos drafts hold, and the taxonomy.
import type { Clock } from '@pk-auto/kernel/clock'
import { type CurrentRows, republisher, type RepublishRequest } from '@pk-auto/postgres/republish'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Listing } from '../domain/listing.ts'
import type { Taxonomy } from '../domain/taxonomy.ts'
import type { DraftOutbox, ListingOutbox } from './stores.ts'

export type RepublishListingsDeps = {
  clock: Clock
  taxonomy: Taxonomy
  inTransaction: InTransaction<{
    /** All that was ever on a topic: everything but drafts without photos. */
    everPublished: CurrentRows<Listing>
    outbox: ListingOutbox
    draftOutbox: DraftOutbox
    taxonomyOutbox: { append(taxonomy: Taxonomy, at: Date): Promise<void> }
  }>
}

/** @throws TOO_MANY_IDS, ID_INVALID (invalid) */
export function republishListings(deps: RepublishListingsDeps) {
  const { clock, taxonomy, inTransaction } = deps
  const republish = republisher({
    service: 'catalogue',
    inTransaction,
    rows: ({ everPublished }) => everPublished,
    async append({ outbox, draftOutbox }, listings: readonly Listing[]) {
      const at = clock.now()
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
    },
  })
  return async function republishListings(request: RepublishRequest) {
    const fromTheStart = request.ids.length === 0 && request.after === ''
    if (fromTheStart)
      await inTransaction({ system: 'catalogue.taxonomy', lane: 'bulk' }, ({ taxonomyOutbox }) =>
        taxonomyOutbox.append(taxonomy, clock.now()),
      )
    return republish(request)
  }
}
