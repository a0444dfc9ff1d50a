// What people saved, in Postgres.
import { money } from '@pk-auto/kernel/money'
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { ListingId, PersonId } from '../../domain/ids.ts'
import type { Favourite } from '../../domain/favourites/favourite.ts'
import type {
  ErasedFavourites,
  Favourites,
  FavouritesOfPeople,
} from '../../usecases/favourites/stores.ts'
import type { DB } from '../schema.gen.ts'

export const toFavouriteRow = (
  person: PersonId,
  { listingId, addedAt, priceWhenAdded, listingVersion }: Favourite,
) => ({
  person_id: person,
  listing_id: listingId,
  added_at: addedAt,
  price_minor: priceWhenAdded.minor,
  price_currency: priceWhenAdded.currency,
  listing_version: listingVersion,
})

export const favouriteStore = (tx: Tx<DB>): Favourites => ({
  async lockAndCount(person) {
    const lock = `catalogue.favourites:${person}`
    await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx)
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from favourite where person_id = ${person}`.execute(tx)
    return rows[0]?.count ?? 0
  },
  async savedAmong(person, ids) {
    const rows = await tx
      .selectFrom('favourite')
      .select('listing_id')
      .where('person_id', '=', person)
      .where('listing_id', 'in', ids)
      .limit(ids.length)
      .execute()
    return rows.map((row) => row.listing_id as ListingId)
  },
  async add(person, favourite) {
    await tx.insertInto('favourite').values(toFavouriteRow(person, favourite)).execute()
  },
  async remove(person, id) {
    await tx
      .deleteFrom('favourite')
      .where('person_id', '=', person)
      .where('listing_id', '=', id)
      .execute()
  },
  async page(person, limit, after) {
    const latest = tx
      .selectFrom('favourite')
      .select(['listing_id', 'added_at', 'price_minor', 'price_currency', 'listing_version'])
      .where('person_id', '=', person)
      .orderBy('added_at', 'desc')
      .orderBy('listing_id', 'desc')
      .limit(limit)
    const rows = await (
      after
        ? latest.where(
            sql<boolean>`(added_at, listing_id) < (${after.addedAt}, ${after.listingId}::uuid)`,
          )
        : latest
    ).execute()
    return rows.map((row) => ({
      listingId: row.listing_id as ListingId,
      addedAt: row.added_at,
      priceWhenAdded: money(row.price_minor, row.price_currency),
      listingVersion: row.listing_version,
    }))
  },
})

export const erasedFavouriteStore = (tx: Tx<DB>): ErasedFavourites => ({
  async remove(people, limit) {
    const { numAffectedRows = 0n } = await sql`
      delete from favourite where ctid = any (array(
        select ctid from favourite where person_id = any (${[...people]}::uuid[])
        limit ${limit}))`.execute(tx)
    return Number(numAffectedRows)
  },
  async removeLinks(people: readonly PersonId[]) {
    await tx.deleteFrom('shortlist').where('person_id', 'in', people).execute()
  },
})

/** Workers only. */
export const favouritesOfPeopleStore = (tx: Tx<DB>): FavouritesOfPeople => ({
  async countOf(people) {
    const { rows } = await sql<{ person_id: PersonId; count: number }>`
      select person_id, count(*)::int as count from favourite
      where person_id = any(${[...people]}::uuid[]) group by person_id`.execute(tx)
    return new Map(rows.map((row) => [row.person_id, row.count]))
  },
})
