// Which pictures listings show and drafts hold, in Postgres: our projection of catalogue's
// listings.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { ListingPhotos } from '../domain/attachment.ts'
import type { ListingId, MediaId } from '../domain/ids.ts'
import type { Holders } from '../domain/retention.ts'
import type { DB } from './schema.gen.ts'

export const listingPhotosStore = (tx: Tx<DB>) => ({
  /**
   * Locks what is known of these listings, and the places of others, in one order for all:
   * consumers neither hold each other up nor pass each other by.
   */
  async known(ids: readonly ListingId[]): Promise<Map<ListingId, ListingPhotos>> {
    if (ids.length === 0) return new Map()
    await sql`
      insert into listing_photos (listing_id, version, photos)
      select id, 0, '{}' from unnest(${[...ids]}::uuid[]) as wanted (id) order by id
      on conflict do nothing`.execute(tx)
    const rows = await tx
      .selectFrom('listing_photos')
      .select(['listing_id', 'version', 'photos'])
      .where('listing_id', 'in', ids)
      .orderBy('listing_id')
      .limit(ids.length)
      .forUpdate()
      .execute()
    return new Map(
      rows.map((row) => [
        row.listing_id as ListingId,
        {
          listingId: row.listing_id as ListingId,
          version: row.version,
          photos: row.photos as MediaId[],
        },
      ]),
    )
  },

  /** Stores newer facts and forgets erased listings; one row per listing in `facts`. */
  async store(facts: readonly ListingPhotos[]): Promise<void> {
    const gone = facts.filter((fact) => fact.gone === true).map((fact) => fact.listingId)
    const shown = facts.filter((fact) => fact.gone !== true)
    if (gone.length > 0)
      await tx.deleteFrom('listing_photos').where('listing_id', 'in', gone).execute()
    if (shown.length === 0) return
    await tx
      .insertInto('listing_photos')
      .values(
        shown.map(({ listingId, version, photos, endedAt = null }) => ({
          listing_id: listingId,
          version,
          photos: [...photos],
          ended_at: endedAt,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .column('listing_id')
          .doUpdateSet((row) => ({
            version: row.ref('excluded.version'),
            photos: row.ref('excluded.photos'),
            ended_at: row.ref('excluded.ended_at'),
          }))
          .whereRef('listing_photos.version', '<', 'excluded.version'),
      )
      .execute()
  },

  /** Who has each of `ids`; those nobody has are left out. */
  async holders(ids: readonly MediaId[]): Promise<Map<MediaId, Holders>> {
    if (ids.length === 0) return new Map()
    const { rows } = await sql<{ id: string; open: boolean; last_end: Date | null }>`
      select wanted.id, bool_or(ended_at is null) as open, max(ended_at) as last_end
      from unnest(${ids}::uuid[]) as wanted (id) join listing_photos on photos @> array[wanted.id] group by wanted.id`.execute(
      tx,
    )
    return new Map(
      rows.map(({ id, open, last_end: lastEnd }) => [
        id as MediaId,
        { open, ...(lastEnd && { lastEnd }) },
      ]),
    )
  },

  /** Those of `ids` that some listing shows. */
  async shown(ids: readonly MediaId[]): Promise<Set<MediaId>> {
    if (ids.length === 0) return new Set()
    const { rows } = await sql<{ id: string }>`
      select distinct id from unnest(${ids}::uuid[]) as wanted (id)
      where exists (select from listing_photos where photos @> array[wanted.id])`.execute(tx)
    return new Set(rows.map(({ id }) => id as MediaId))
  },
})
