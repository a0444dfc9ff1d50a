// Listings as workers read them for people who saved them: whosever they are.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { AnyListings } from '../../usecases/favourites/stores.ts'
import { LISTING_COLUMNS, toListing } from '../listing-row.ts'
import type { DB } from '../schema.gen.ts'

export const anyListingStore = (tx: Tx<DB>): AnyListings => ({
  async byIds(ids, brand) {
    if (ids.length === 0) return new Map()
    const rows = await tx
      .selectFrom('listing')
      .select(LISTING_COLUMNS)
      .where('id', 'in', ids)
      .where('market', '=', brand.market)
      .where(sql<boolean>`channels && ${[...brand.channels]}::text[]`)
      .limit(ids.length)
      .execute()
    return new Map(rows.map(toListing).map((listing) => [listing.id, listing]))
  },
})
