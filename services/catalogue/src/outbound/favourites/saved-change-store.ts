// Changes of saved ads in Postgres: noted with the change, taken by workers.
import { money } from '@pk-auto/kernel/money'
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { SavedChange } from '../../domain/favourites/favourite.ts'
import type { ListingId, PersonId } from '../../domain/ids.ts'
import type { DueChange, DueChanges, SavedChanges } from '../../usecases/favourites/stores.ts'
import type { DB } from '../schema.gen.ts'

export const savedChangeStore = (tx: Tx<DB>): SavedChanges => ({
  async add(change) {
    await tx
      .insertInto('saved_change')
      .values({
        listing_id: change.listingId,
        version: change.version,
        kind: change.kind,
        from_minor: change.from.minor,
        to_minor: change.kind === 'sold' ? null : change.to.minor,
        currency: change.from.currency,
        at: change.at,
      })
      .execute()
  },
})

type Row = {
  listing_id: string
  version: number
  from_minor: bigint
  to_minor: bigint | null
  currency: string
  at: Date
  after_person: string | null
}

function toDue(row: Row): DueChange {
  const { version, at, currency } = row
  const from = money(row.from_minor, currency)
  const common = { listingId: row.listing_id as ListingId, version, at, from }
  const change: SavedChange =
    row.to_minor === null
      ? { ...common, kind: 'sold' }
      : { ...common, kind: 'price-dropped', to: money(row.to_minor, currency) }
  return { change, ...(row.after_person !== null && { after: row.after_person as PersonId }) }
}

export const dueChangeStore = (tx: Tx<DB>): DueChanges => ({
  async take() {
    const { rows } = await sql<Row>`
      select listing_id, version, from_minor, to_minor, currency, at, after_person
      from saved_change due
      where not exists (
        select from saved_change earlier
        where earlier.listing_id = due.listing_id and earlier.version < due.version)
      order by at, listing_id, version
      limit 1
      for update skip locked`.execute(tx)
    return rows[0] && toDue(rows[0])
  },
  async isAnyLeft() {
    const row = await tx.selectFrom('saved_change').select('version').limit(1).executeTakeFirst()
    return row !== undefined
  },
  async readers({ change: { listingId, version }, after }, limit) {
    const readers = tx
      .selectFrom('favourite')
      .innerJoin('listing', 'listing.id', 'favourite.listing_id')
      .select('favourite.person_id')
      .where('favourite.listing_id', '=', listingId)
      .where('favourite.listing_version', '<', version)
      .whereRef('favourite.person_id', '<>', 'listing.seller_id')
      .orderBy('favourite.person_id')
      .limit(limit)
    const rows = await (
      after === undefined ? readers : readers.where('favourite.person_id', '>', after)
    ).execute()
    return rows.map((row) => row.person_id as PersonId)
  },
  async moveOn({ listingId, version }, after) {
    await tx
      .updateTable('saved_change')
      .set({ after_person: after })
      .where('listing_id', '=', listingId)
      .where('version', '=', version)
      .execute()
  },
  async finish({ listingId, version }) {
    await tx
      .deleteFrom('saved_change')
      .where('listing_id', '=', listingId)
      .where('version', '=', version)
      .execute()
  },
})
