// Media in Postgres. Row policies show a person their own rows only; workers see all.
import { errors } from '../domain/errors.ts'
import type { CurrentRows } from '@pk-auto/postgres/republish'
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { MediaId, PersonId } from '../domain/ids.ts'
import type { Media, MediaState } from '../domain/media.ts'
import type { Purpose } from '../domain/purpose.ts'
import { MEDIA_COLUMNS, toMedia, toRow } from './media-row.ts'
import type { DB } from './schema.gen.ts'

const MAX_PAGE = 1_000
const PUBLIC: Purpose = 'listing-photo'

export const mediaStore = (tx: Tx<DB>) => ({
  async find(id: MediaId): Promise<Media | undefined> {
    const row = await tx
      .selectFrom('media')
      .select(MEDIA_COLUMNS)
      .where('id', '=', id)
      .executeTakeFirst()
    return row && toMedia(row)
  },

  /** @throws MEDIA_NOT_FOUND (not_found) */
  async get(id: MediaId): Promise<Media> {
    const media = await mediaStore(tx).find(id)
    if (!media) throw errors.MEDIA_NOT_FOUND()
    return media
  },

  /** Locks the row until commit. */
  async forUpdate(id: MediaId): Promise<Media | undefined> {
    const row = await tx
      .selectFrom('media')
      .select(MEDIA_COLUMNS)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    return row && toMedia(row)
  },

  /** In no order; absent ids are left out. At most 1,000. */
  async ofOwner(owner: PersonId, ids: readonly MediaId[]): Promise<Media[]> {
    if (ids.length === 0) return []
    const rows = await tx
      .selectFrom('media')
      .select(MEDIA_COLUMNS)
      .where('id', 'in', ids)
      .where('owner_id', '=', owner)
      .limit(MAX_PAGE)
      .execute()
    return rows.map(toMedia)
  },

  /**
   * Counts under a lock of the person's own, so that parallel requests cannot pass a cap together.
   */
  async countUploads(
    owner: PersonId,
    since: { open: Date; day: Date },
  ): Promise<{ open: number; lastDay: number }> {
    const lock = `media.uploads:${owner}`
    await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx)
    const { rows } = await sql<{ open: number; last_day: number }>`
      select count(*)::int as last_day, (count(*) filter (
          where state = 'processing' or (state = 'signed' and signed_at > ${since.open})
        ))::int as open
      from media where owner_id = ${owner} and signed_at > ${since.day}`.execute(tx)
    return { open: rows[0]?.open ?? 0, lastDay: rows[0]?.last_day ?? 0 }
  },

  async insert(media: Media, sweepDueAt: Date): Promise<void> {
    await tx
      .insertInto('media')
      .values({ ...toRow(media), sweep_due_at: sweepDueAt })
      .execute()
  },

  async save(media: Media): Promise<void> {
    const { id, ...columns } = toRow(media)
    // A removed media has nothing left to sweep.
    await tx
      .updateTable('media')
      .set({
        ...columns,
        ...(media.state === 'removed' && { sweep_due_at: null, original_due_at: null }),
      })
      .where('id', '=', id)
      .execute()
  },

  /** Locks and returns media whose time has come; those another sweeper holds are skipped. */
  async dueForSweep(now: Date, limit: number): Promise<Media[]> {
    const rows = await tx
      .selectFrom('media')
      .select(MEDIA_COLUMNS)
      .where('sweep_due_at', '<=', now)
      .where('state', 'in', ['signed', 'ready', 'refused'])
      .orderBy('sweep_due_at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute()
    return rows.map(toMedia)
  },

  /** Whose pictures these are; what was removed, or is private, is left out. */
  async owners(ids: readonly MediaId[]): Promise<ReadonlyMap<MediaId, PersonId>> {
    if (ids.length === 0) return new Map()
    const rows = await tx
      .selectFrom('media')
      .select(['id', 'owner_id'])
      .where('id', 'in', ids)
      .where('purpose', '=', PUBLIC)
      .where('state', '<>', 'removed')
      .limit(ids.length)
      .execute()
    return new Map(rows.map(({ id, owner_id: owner }) => [id as MediaId, owner as PersonId]))
  },

  /**
   * Locks them in one order for all: pictures are shared between listings, and several consumers
   * work at once.
   */
  async hold(ids: readonly MediaId[]): Promise<void> {
    if (ids.length > 0)
      await tx
        .selectFrom('media')
        .select('id')
        .where('id', 'in', ids)
        .orderBy('id')
        .limit(ids.length)
        .forUpdate()
        .execute()
  },

  /** A listing shows them: they stay. Returns those that were removed before. */
  async lock(ids: readonly MediaId[]): Promise<MediaId[]> {
    if (ids.length === 0) return []
    await tx
      .updateTable('media')
      .set({ sweep_due_at: null })
      .where('id', 'in', ids)
      .where('sweep_due_at', 'is not', null)
      .execute()
    const late = await tx
      .selectFrom('media')
      .select('id')
      .where('id', 'in', ids)
      .where('state', '=', 'removed')
      .limit(ids.length)
      .execute()
    return late.map(({ id }) => id as MediaId)
  },

  /**
   * The listings that show them have ended: the sweep looks at each original at its time and asks
   * again whether any other listing is open.
   */
  async endOriginals(dues: readonly { id: MediaId; at: Date }[]): Promise<void> {
    if (dues.length === 0) return
    await sql`
      update media set original_due_at = due.at
      from unnest(
        ${dues.map(({ id }) => id)}::uuid[], ${dues.map(({ at }) => at)}::timestamptz[]
      ) as due (id, at)
      where media.id = due.id and state = 'ready'`.execute(tx)
  },

  /**
   * Locks and returns ready media whose original may have to go; those another sweeper holds are
   * skipped.
   */
  async dueOriginals(now: Date, limit: number): Promise<MediaId[]> {
    // Of other states the bytes are the worker's or the other sweep's.
    const due = tx
      .selectFrom('media')
      .select('id')
      .where('original_due_at', '<=', now)
      .where('state', '=', 'ready')
    const rows = await due
      .orderBy('original_due_at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute()
    return rows.map(({ id }) => id as MediaId)
  },

  /** When to look again; never again without a time. */
  async dateOriginals(dates: readonly { id: MediaId; at: Date | undefined }[]): Promise<void> {
    if (dates.length === 0) return
    await sql`
      update media set original_due_at = next.at
      from unnest(
        ${dates.map(({ id }) => id)}::uuid[], ${dates.map(({ at }) => at ?? null)}::timestamptz[]
      ) as next (id, at)
      where media.id = next.id`.execute(tx)
  },

  /**
   * A listing let them go: the sweeps look at them at `sweepDueAt` and ask again whether any other
   * shows them, and whether it is open.
   */
  async release(ids: readonly MediaId[], sweepDueAt: Date): Promise<void> {
    if (ids.length === 0) return
    await tx
      .updateTable('media')
      .set({ sweep_due_at: sweepDueAt, original_due_at: sweepDueAt })
      .where('id', 'in', ids)
      .where('state', '<>', 'removed')
      .execute()
  },
})

const PUBLISHED: readonly MediaState[] = ['ready', 'refused', 'removed']

/** Every media that has an event: nothing private has one. */
export const publishedMediaStore = (tx: Tx<DB>): CurrentRows<Media> => ({
  async byIds(ids) {
    const rows = await tx
      .selectFrom('media')
      .select(MEDIA_COLUMNS)
      .where('id', 'in', ids)
      .where('purpose', '=', PUBLIC)
      .where('state', 'in', PUBLISHED)
      .orderBy('id')
      .limit(ids.length)
      .forShare()
      .execute()
    return rows.map(toMedia)
  },

  async page(limit, after) {
    const all = tx
      .selectFrom('media')
      .select(MEDIA_COLUMNS)
      .where('purpose', '=', PUBLIC)
      .where('state', 'in', PUBLISHED)
      .orderBy('id')
      .limit(limit)
      .forShare()
    const rows = await (after === undefined ? all : all.where('id', '>', after)).execute()
    return rows.map(toMedia)
  },
})
