// What is known of photos, in Postgres. Projections of listings and of media lock these rows, so
// that neither misses the other's change.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { MediaFact, MediaState } from '../domain/media.ts'
import type { MediaFacts } from '../usecases/stores.ts'
import { uuids } from './doc-store.ts'
import type { DB } from './schema.gen.ts'

type Row = {
  media_id: string
  version: number
  state: string
  width: number
  height: number
  placeholder: string
}

const COLUMNS = ['media_id', 'version', 'state', 'width', 'height', 'placeholder'] as const

const byId = (rows: readonly Row[]): ReadonlyMap<string, MediaFact> =>
  new Map(
    rows.map(({ media_id: mediaId, version, state, width, height, placeholder }) => [
      mediaId,
      { mediaId, version, state: state as MediaState, width, height, placeholder },
    ]),
  )

export const mediaStore = (tx: Tx<DB>): MediaFacts => ({
  async ensureRows(mediaIds) {
    if (mediaIds.length === 0) return
    await sql`
      insert into media_fact (media_id, version, state, width, height, placeholder)
      select distinct id, 0, 'unknown', 0, 0, ''
      from unnest(${uuids(mediaIds)}) as named (id) order by id
      on conflict (media_id) do nothing`.execute(tx)
  },
  async lockShared(mediaIds) {
    if (mediaIds.length === 0) return new Map()
    const found = tx
      .selectFrom('media_fact')
      .select(COLUMNS)
      .where('media_id', '=', sql<string>`any(${uuids(mediaIds)})`)
    return byId(await found.orderBy('media_id').limit(mediaIds.length).forShare().execute())
  },
  async upsertNewer(facts) {
    if (facts.length === 0) return []
    const rows = JSON.stringify(
      facts.map(({ mediaId, ...fact }) => ({ media_id: mediaId, ...fact })),
    )
    const stored = await sql<{ media_id: string }>`
      insert into media_fact as fact (media_id, version, state, width, height, placeholder)
      select media_id, version, state, width, height, placeholder
      from jsonb_to_recordset(${rows}::jsonb) as r (
        media_id uuid, version int, state text, width int, height int, placeholder text
      )
      order by media_id
      on conflict (media_id) do update set
        version = excluded.version, state = excluded.state, width = excluded.width,
        height = excluded.height, placeholder = excluded.placeholder
      where fact.version < excluded.version
      returning media_id`.execute(tx)
    return stored.rows.map((row) => row.media_id)
  },
  async read(mediaIds) {
    const rows = await tx
      .selectFrom('media_fact')
      .select(COLUMNS)
      .where('media_id', '=', sql<string>`any(${uuids(mediaIds)})`)
      .limit(Math.max(1, mediaIds.length))
      .execute()
    return byId(rows)
  },
})
