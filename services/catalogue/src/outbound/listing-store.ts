// Listings in Postgres: locked for a change, read by their owner, fetched when due.
import type { DomainError } from '@pk-auto/kernel/domain-error'
import { errors } from '../domain/errors.ts'
import { isDuplicate } from '@pk-auto/postgres/sql-errors'
import type { CurrentRows } from '@pk-auto/postgres/republish'
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import { audienceOf } from '../domain/audience.ts'
import type { ListingId } from '../domain/ids.ts'
import type { Listing } from '../domain/listing.ts'
import type { Visibility } from '../domain/listing-facts.ts'
import type { OwnAfter } from '../usecases/reading/list-own-listings.ts'
import type { PublishedTexts } from '../usecases/reading/listing-details.ts'
import type { Listings } from '../usecases/stores.ts'
import { LISTING_COLUMNS, toListing, toRow } from './listing-row.ts'
import type { DB } from './schema.gen.ts'

const notFound = (id: ListingId) => errors.LISTING_NOT_FOUND({ listingId: id })

export const listingStore = (tx: Tx<DB>): Listings => ({
  async insert(listing) {
    await tx.insertInto('listing').values(toRow(listing)).execute()
  },
  async forUpdate(id) {
    const row = await tx
      .selectFrom('listing')
      .select(LISTING_COLUMNS)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw notFound(id)
    return toListing(row)
  },
  async save(listing) {
    const { id, seller_id: _seller, created_at: _created, ...columns } = toRow(listing)
    try {
      await tx.updateTable('listing').set(columns).where('id', '=', id).execute()
    } catch (error) {
      if (ONE_LIVE.some((index) => isDuplicate(error, index))) throw alreadyListed(listing)
      throw error
    }
  },
})

// Unique indexes see every seller's rows, which the row policy hides from a query, and no two
// commits pass them side by side.
const ONE_LIVE = ['listing_live_chassis', 'listing_live_vehicle']

function alreadyListed({ id, facts }: Listing): DomainError {
  const path =
    facts.vin !== undefined ? 'vin' : facts.frameNumber !== undefined ? 'frameNumber' : 'vehicleId'
  const message =
    'there is already a live ad for this car; check the chassis number, or close your other ad'
  return errors.CHASSIS_LISTED(
    { listingId: id },
    { fields: [{ path, code: 'CHASSIS_LISTED', message }] },
  )
}

/** The row policy shows the transaction's person only their own rows. */
export const ownListingStore = (tx: Tx<DB>) => ({
  /** @throws LISTING_NOT_FOUND */
  async get(id: ListingId): Promise<Listing> {
    const [listing] = await ownListingStore(tx).byIds([id])
    if (!listing) throw notFound(id)
    return listing
  },
  async byIds(ids: readonly ListingId[]): Promise<Listing[]> {
    const rows = await tx
      .selectFrom('listing')
      .select(LISTING_COLUMNS)
      .where('id', 'in', ids)
      .limit(ids.length)
      .execute()
    return rows.map(toListing)
  },
  async page(limit: number, after?: OwnAfter): Promise<Listing[]> {
    const newest = tx
      .selectFrom('listing')
      .select(LISTING_COLUMNS)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
    const rows = await (
      after
        ? newest.where(sql<boolean>`(created_at, id) < (${after.createdAt}, ${after.id}::uuid)`)
        : newest
    ).execute()
    return rows.map(toListing)
  },
})

export const dueListingStore = (tx: Tx<DB>) => ({
  async take(now: Date, limit: number): Promise<Listing[]> {
    const due = tx
      .selectFrom('listing')
      .select(LISTING_COLUMNS)
      .where('state', '=', 'live')
      .where('expires_at', '<=', now)
    return (await due.orderBy('expires_at').limit(limit).forUpdate().skipLocked().execute()).map(
      toListing,
    )
  },
})

const wasPublished = sql<boolean>`(state <> 'draft' or photos <> '{}')`

/**
 * Everything that was ever on a topic: all but drafts without photos. Takes shared locks, so it
 * waits for changes under way and reads the newest version.
 */
export const everPublishedStore = (tx: Tx<DB>): CurrentRows<Listing> => ({
  async byIds(ids) {
    const rows = await tx
      .selectFrom('listing')
      .select(LISTING_COLUMNS)
      .where('id', 'in', ids)
      .where(wasPublished)
      .orderBy('id')
      .limit(ids.length)
      .forShare()
      .execute()
    return rows.map(toListing)
  },
  async page(limit, after) {
    const all = tx
      .selectFrom('listing')
      .select(LISTING_COLUMNS)
      .where(wasPublished)
      .orderBy('id')
      .limit(limit)
      .forShare()
    return (await (after === undefined ? all : all.where('id', '>', after)).execute()).map(
      toListing,
    )
  },
})

export const publishedTexts = (tx: Tx<DB>): PublishedTexts => ({
  async texts(ids, { market, channels }) {
    if (ids.length === 0) return new Map()
    const rows = await tx
      .selectFrom('listing')
      .select(['id', 'state', 'visibility', 'description', 'description_lang'])
      .where('id', 'in', ids)
      .where('market', '=', market)
      .where(sql<boolean>`channels && ${[...channels]}::text[]`)
      .limit(ids.length)
      .execute()
    const shown = rows.filter(
      ({ state, visibility }) =>
        audienceOf(state as Listing['state'], visibility as Visibility) === 'everyone',
    )
    return new Map(
      shown.map((row) => [
        row.id as ListingId,
        row.description === null
          ? undefined
          : { text: row.description, lang: row.description_lang ?? 'en' },
      ]),
    )
  },
})
