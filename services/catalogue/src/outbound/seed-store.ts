// Whole batches of listings at once, for seeds.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { Favourite } from '../domain/favourites/favourite.ts'
import type { ListingId, PersonId } from '../domain/ids.ts'
import type { Listing } from '../domain/listing.ts'
import type { PricePoint } from '../domain/price-history.ts'
import { toFavouriteRow } from './favourites/favourite-store.ts'
import { toRow } from './listing-row.ts'
import type { DB } from './schema.gen.ts'

export const seedStore = (tx: Tx<DB>) => ({
  /** Returns the ids that are new. */
  async insert(listings: readonly Listing[]): Promise<ReadonlySet<ListingId>> {
    const rows = await tx
      .insertInto('listing')
      .values(listings.map(toRow))
      .onConflict((c) => c.doNothing())
      .returning('id')
      .execute()
    return new Set(rows.map((row) => row.id as ListingId))
  },
  async addPrices(points: readonly (PricePoint & { id: ListingId })[]): Promise<void> {
    if (points.length === 0) return
    await sql`insert into price_point (listing_id, at, price_minor, currency)
      select * from unnest(
        ${points.map((p) => p.id)}::uuid[],
        ${points.map((p) => p.at)}::timestamptz[],
        ${points.map((p) => p.price.minor)}::bigint[],
        ${points.map((p) => p.price.currency)}::text[])
      on conflict do nothing`.execute(tx)
  },
  async addFavourites(saved: readonly (Favourite & { person: PersonId })[]): Promise<void> {
    if (saved.length === 0) return
    await tx
      .insertInto('favourite')
      .values(saved.map((each) => toFavouriteRow(each.person, each)))
      .onConflict((c) => c.doNothing())
      .execute()
  },
})
