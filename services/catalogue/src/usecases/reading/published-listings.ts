// What another service reads of listings that are for everyone, before it acts on one.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { audienceOf } from '../../domain/audience.ts'
import type { ListingId } from '../../domain/ids.ts'
import type { Listing } from '../../domain/listing.ts'
import type { Brand } from './listing-details.ts'

export type PublishedListingsDeps = {
  inTransaction: InTransaction<{
    own: { byIds(ids: readonly ListingId[]): Promise<Listing[]> }
  }>
}

/**
 * As they are this moment, those for everyone on this brand; all others and absent ones are left
 * out alike. @throws TOO_MANY_IDS (invalid)
 */
export function publishedListings({ inTransaction }: PublishedListingsDeps) {
  return async function publishedListings(
    ids: readonly ListingId[],
    { market, channels }: Brand,
  ): Promise<Listing[]> {
    mustBeBatch(ids)
    if (ids.length === 0) return []
    const found = await inTransaction({ system: 'catalogue.published' }, ({ own }) =>
      own.byIds(ids),
    )
    return found.filter(
      (listing) =>
        listing.market === market &&
        listing.facts.channels.some((channel) => channels.includes(channel)) &&
        audienceOf(listing.state, listing.facts.visibility) === 'everyone',
    )
  }
}
