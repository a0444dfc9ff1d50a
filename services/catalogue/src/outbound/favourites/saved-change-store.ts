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
  undone: boolean
}

function toDue(row: Row): DueChange {
  const { version, at, currency, undone } = row
  const from = money(row.from_minor, currency)
  const common = { listingId: row.listing_id as ListingId, version, at, from }
  const change: SavedChange =
    row.to_minor === null
      ? { ...common, kind: 'sold' }
      : { ...common, kind: 'price-dropped', to: money(row.to_minor, currency) }
  return {
    change,
    undone,
    ...(row.after_person !== null && { after: row.after_person as PersonId }),
  }
}

// An ad that is over changes by coming back alone: at another version its sale was taken back.
const dueOf = (finalSince: Date) => sql`
  (due.kind <> 'sold' or due.at <= ${finalSince} or listing.version <> due.version)`

export const dueChangeStore = (tx: Tx<DB>): DueChanges => ({
  async take(finalSince) {
    // The lock on the listing waits for a seller who takes the sale back this very moment.
    const { rows } = await sql<Row>`
      select due.listing_id, due.version, due.from_minor, due.to_minor, due.currency, due.at,
        due.after_person, due.kind = 'sold' and listing.version <> due.version as undone
      from saved_change due join listing on listing.id = due.listing_id
      where ${dueOf(finalSince)} and not exists (
        select from saved_change earlier
        where earlier.listing_id = due.listing_id and earlier.version < due.version)
      order by due.at, due.listing_id, due.version
      limit 1
      for update of due skip locked
      for share of listing`.execute(tx)
    return rows[0] && toDue(rows[0])
  },
  async isAnyLeft(finalSince) {
    const { rows } = await sql`
      select from saved_change due join listing on listing.id = due.listing_id
      where ${dueOf(finalSince)} limit 1`.execute(tx)
    return rows.length > 0
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
