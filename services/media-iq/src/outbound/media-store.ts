// Media in Postgres. Row policies show a person their own rows only; workers see all.
import { errors } from '../domain/errors.ts'
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { MediaId, PersonId } from '../domain/ids.ts'
import type { Media } from '../domain/media.ts'
import { MEDIA_COLUMNS, toMedia, toRow } from './media-row.ts'
import type { DB } from './schema.gen.ts'

const MAX_PAGE = 1_000

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
   * Announced media in order of id, for saying them again. Locked against change until then: an
   * older version must not follow a newer one.
   */
  async announced({
    after,
    ids,
    limit,
  }: {
    after: string
    ids: readonly MediaId[]
    limit: number
  }): Promise<Media[]> {
    let query = tx
      .selectFrom('media')
      .select(MEDIA_COLUMNS)
      .where('state', 'in', ['ready', 'refused', 'removed'])
    if (after !== '') query = query.where('id', '>', after)
    if (ids.length > 0) query = query.where('id', 'in', ids)
    const rows = await query.orderBy('id').limit(limit).forShare().execute()
    return rows.map(toMedia)
  },

  /**
   * Counts under a lock of the person's own, so that parallel requests cannot pass a cap together.
   */
  async countUploads(
    owner: PersonId,
    since: { open: Date; day: Date },
  ): Promise<{ open: number; lastDay: number }> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`media.uploads:${owner}`}, 0))`.execute(
      tx,
    )
    const { rows } = await sql<{ open: number; last_day: number }>`
      select (count(*) filter (where state = 'processing' or (state = 'signed' and signed_at > ${since.open})))::int as open, count(*)::int as last_day
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

  /** Whose they are; those that were removed are left out. */
  async owners(ids: readonly MediaId[]): Promise<ReadonlyMap<MediaId, PersonId>> {
    if (ids.length === 0) return new Map()
    const rows = await tx
      .selectFrom('media')
      .select(['id', 'owner_id'])
      .where('id', 'in', ids)
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
      from unnest(${dues.map(({ id }) => id)}::uuid[], ${dues.map(({ at }) => at)}::timestamptz[]) as due (id, at)
      where media.id = due.id and state = 'ready'`.execute(tx)
  },

  /**
   * Locks and returns ready media whose original may have to go; those another sweeper holds are
   * skipped.
   */
  async dueOriginals(now: Date, limit: number): Promise<MediaId[]> {
    const due = tx.selectFrom('media').select('id').where('original_due_at', '<=', now)
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
      from unnest(${dates.map(({ id }) => id)}::uuid[], ${dates.map(({ at }) => at ?? null)}::timestamptz[]) as next (id, at) where media.id = next.id`.execute(
      tx,
    )
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
