// Price histories in Postgres.
import { money } from '@pk-auto/kernel/money'
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { ListingId } from '../domain/ids.ts'
import type { PricePoint } from '../domain/price-history.ts'
import type { PriceHistories, Prices } from '../usecases/stores.ts'
import type { DB } from './schema.gen.ts'

/**
 * The newest of each listing: nobody reads more, and whoever changes a price all day must not crowd
 * out the listings next to theirs.
 */
const MAX_POINTS = 200

export const priceStore = (tx: Tx<DB>): Prices => ({
  async add(listing, at) {
    const { minor, currency } = listing.facts.price
    const point = { listing_id: listing.id, at, price_minor: minor, currency }
    // Of two edits in the same millisecond the later price counts.
    await tx
      .insertInto('price_point')
      .values(point)
      .onConflict((c) =>
        c.columns(['listing_id', 'at']).doUpdateSet({ price_minor: minor, currency }),
      )
      .execute()
  },
})

export const priceHistoryStore = (tx: Tx<DB>) => ({
  /** Oldest first, at most the newest 200 of each. */
  async of(ids: readonly ListingId[]): Promise<PriceHistories> {
    if (ids.length === 0) return new Map()
    const rows = await tx
      .selectFrom((eb) =>
        eb
          .selectFrom('price_point')
          .select(['listing_id', 'at', 'price_minor', 'currency'])
          .select(
            sql<bigint>`row_number() over (partition by listing_id order by at desc)`.as('age'),
          )
          .where('listing_id', 'in', ids)
          .as('newest'),
      )
      .select(['listing_id', 'at', 'price_minor', 'currency'])
      .where('age', '<=', BigInt(MAX_POINTS))
      .orderBy('at')
      .limit(MAX_POINTS * ids.length)
      .execute()
    const histories = new Map<ListingId, PricePoint[]>()
    for (const row of rows) {
      const id = row.listing_id as ListingId
      histories.set(id, [
        ...(histories.get(id) ?? []),
        { at: row.at, price: money(row.price_minor, row.currency) },
      ])
    }
    return histories
  },
})
