// Search documents in Postgres. The only file that knows the table.
import { errors } from '../domain/errors.ts'
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import { type Audience, type ListingState, whileLiveOr } from '../domain/listing.ts'
import type { SearchDoc } from '../domain/search-doc.ts'
import type { Docs } from '../usecases/stores.ts'
import { listingFromJson, listingToJson, photosFromJson } from './listing-json.ts'
import type { DB } from './schema.gen.ts'

const COLUMNS = ['id', 'doc_version', 'live', 'listing', 'photos'] as const
export type DocRow = {
  id: string
  doc_version: bigint
  live: boolean
  listing: unknown
  photos: unknown
}

export const toDoc = (row: DocRow): SearchDoc => ({
  id: row.id,
  docVersion: Number(row.doc_version),
  live: row.live,
  ...(row.listing !== null && { listing: listingFromJson(row.listing) }),
  photos: photosFromJson(row.photos),
})
const byId = (rows: readonly DocRow[]): ReadonlyMap<string, SearchDoc> =>
  new Map(rows.map((row) => [row.id, toDoc(row)]))

export const uuids = (ids: readonly string[]) => sql<string[]>`${[...ids]}::uuid[]`

export const docStore = (tx: Tx<DB>): Docs => ({
  async peek(ids) {
    const rows = await tx
      .selectFrom('search_doc')
      .select(['id', 'listing_version', 'photo_ids'])
      .select(sql<string>`listing ->> 'state'`.as('state'))
      .select(sql<Audience | null>`listing ->> 'audience'`.as('audience'))
      .select(sql<Audience | null>`listing ->> 'audienceWhileLive'`.as('while_live'))
      .where('id', '=', sql<string>`any(${uuids(ids)})`)
      .limit(ids.length)
      .execute()
    return new Map(
      rows.map((row) => [
        row.id,
        {
          ...(row.listing_version !== null && {
            listing: {
              version: row.listing_version,
              state: row.state as ListingState,
              audience: row.audience ?? 'unknown',
              audienceWhileLive: whileLiveOr(row.audience, row.while_live),
            },
          }),
          photos: row.photo_ids,
        },
      ]),
    )
  },
  async lock(ids) {
    const found = tx
      .selectFrom('search_doc')
      .select(COLUMNS)
      .where('id', '=', sql<string>`any(${uuids(ids)})`)
    return byId(await found.orderBy('id').forUpdate().limit(ids.length).execute())
  },
  async lockShowing(mediaIds) {
    // No limit: few documents show one photo, and one left out would never be updated.
    const showing = tx
      .selectFrom('search_doc')
      .select(COLUMNS)
      .where(sql<boolean>`photo_ids && ${uuids(mediaIds)}`)
    return byId(await showing.orderBy('id').forUpdate().execute())
  },
  async save(docs) {
    if (docs.length === 0) return
    const written = await sql`
      insert into search_doc as doc
        (id, doc_version, live, listing_version, listing, photos, photo_ids)
      select id, doc_version, live, listing_version, listing, photos, photo_ids
      from jsonb_to_recordset(${rowsOf(docs)}::jsonb) as r (
        id uuid, doc_version bigint, live boolean, listing_version int, listing jsonb,
        photos jsonb, photo_ids uuid[]
      )
      order by id
      on conflict (id) do update set
        doc_version = excluded.doc_version, live = excluded.live,
        listing_version = excluded.listing_version, listing = excluded.listing,
        photos = excluded.photos, photo_ids = excluded.photo_ids
      where doc.doc_version < excluded.doc_version
      returning 1`.execute(tx)
    // Two transactions made the same new document at once: the second starts again and finds it.
    if (written.rows.length < docs.length) throw errors.SEARCH_DOC_MOVED({})
  },
})

const rowsOf = (docs: readonly SearchDoc[]): string =>
  `[${docs
    .map(({ id, docVersion, live, listing, photos }) => {
      const narrow = {
        id,
        doc_version: docVersion,
        live,
        listing_version: listing?.version ?? null,
        photos,
        photo_ids: listing?.photos ?? [],
      }
      const json = listing ? listingToJson(listing) : 'null'
      return `${JSON.stringify(narrow).slice(0, -1)},"listing":${json}}`
    })
    .join(',')}]`

/** Reads documents without locks. */
export const pageStore = (tx: Tx<DB>) => ({
  async read(ids: readonly string[]): Promise<readonly SearchDoc[]> {
    const found = tx
      .selectFrom('search_doc')
      .select(COLUMNS)
      .where('id', '=', sql<string>`any(${uuids(ids)})`)
    return (await found.limit(ids.length).execute()).map(toDoc)
  },
})
