// Price histories in Postgres.
import { money } from '@pk-auto/kernel/money'
import type { Tx } from '@pk-auto/postgres/transaction'
import type { ListingId } from '../domain/ids.ts'
import type { PricePoint } from '../domain/price-history.ts'
import type { PriceHistories, Prices } from '../usecases/stores.ts'
import type { DB } from './schema.gen.ts'

/** Far above what the shortest time between two edits allows a listing to gather. */
const MAX_POINTS = 20_000

export const priceStore = (tx: Tx<DB>): Prices => ({
  async add(listing, at) {
    const { minor, currency } = listing.facts.price
    const point = { listing_id: listing.id, at, price_minor: minor, currency }
    // Two edits in the same millisecond: the later price is the one that stands.
    await tx
      .insertInto('price_point')
      .values(point)
      .onConflict((c) => c.columns(['listing_id', 'at']).doUpdateSet({ price_minor: minor, currency }))
      .execute()
  },
})

export const priceHistoryStore = (tx: Tx<DB>) => ({
  /** Oldest first. */
  async of(ids: readonly ListingId[]): Promise<PriceHistories> {
    if (ids.length === 0) return new Map()
    const rows = await tx
      .selectFrom('price_point')
      .select(['listing_id', 'at', 'price_minor', 'currency'])
      .where('listing_id', 'in', ids)
      .orderBy('at')
      .limit(MAX_POINTS)
      .execute()
    const histories = new Map<ListingId, PricePoint[]>()
    for (const row of rows) {
      const id = row.listing_id as ListingId
      histories.set(id, [...(histories.get(id) ?? []), { at: row.at, price: money(row.price_minor, row.currency) }])
    }
    return histories
  },
})
