// Somebody with the link reads what its owner saved, and learns nothing of the owner.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { errors } from '../../domain/errors.ts'
import { isShared } from '../../domain/favourites/favourite.ts'
import type { Brand } from '../reading/listing-details.ts'
import { pageOf } from './page-of.ts'
import type { AnyListings, FavouriteAfter, Favourites, SharedLists } from './stores.ts'

export type ReadShortlistDeps = {
  inTransaction: InTransaction<{
    shared: SharedLists
    favourites: Favourites
    anyListings: AnyListings
  }>
}

/**
 * Live and sold ads of this brand; the others are left out. `limit` 1 to 100.
 * @throws SHORTLIST_NOT_FOUND (not_found) · INVALID_LIMIT (invalid)
 */
export function readShortlist({ inTransaction }: ReadShortlistDeps) {
  return function readShortlist(
    token: string,
    brand: Brand,
    limit: number,
    after?: FavouriteAfter,
  ) {
    return inTransaction(
      { system: 'catalogue.read-shortlist' },
      async ({ shared, favourites, anyListings }) => {
        const owner = await shared.ownerOf(token)
        if (owner === undefined) throw errors.SHORTLIST_NOT_FOUND()
        const { saved, next } = await pageOf(limit, (most) => favourites.page(owner, most, after))
        const ids = saved.map(({ listingId }) => listingId)
        const found = await anyListings.byIds(ids, brand)
        const listings = ids.map((id) => found.get(id)).filter((one) => one !== undefined)
        return { listings: listings.filter(isShared), next }
      },
    )
  }
}
