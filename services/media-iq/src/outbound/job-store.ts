// Pictures waiting for the decoder, in Postgres. A taken job is one whose due_at lies beyond its
// lease, so a worker that dies frees it by doing nothing.
import type { Tx } from '@pk-auto/postgres/transaction'
import { currentTraceparent } from '@pk-auto/telemetry/propagation'
import { sql } from 'kysely'
import type { MediaId } from '../domain/ids.ts'
import type { Job } from '../usecases/develop-picture.ts'
import type { DB } from './schema.gen.ts'

type JobRow = { media_id: string; attempts: number; traceparent: string | null }

const jobOf = ({ media_id, attempts, traceparent }: JobRow): Job => ({
  mediaId: media_id as MediaId,
  attempts,
  ...(traceparent !== null && { traceparent }),
})

export const jobStore = (tx: Tx<DB>) => ({
  async queue(mediaId: MediaId, now: Date): Promise<void> {
    await tx
      .insertInto('media_job')
      .values({
        media_id: mediaId,
        due_at: now,
        queued_at: now,
        traceparent: currentTraceparent() ?? null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  },

  /**
   * Takes the job that has waited longest; several workers never take the same. `attempts` counts
   * this one.
   */
  async take(now: Date, until: Date): Promise<Job | undefined> {
    const { rows } = await sql<JobRow>`
      update media_job set due_at = ${until}, attempts = attempts + 1
      where media_id = (select media_id from media_job where due_at <= ${now} order by due_at limit 1 for update skip locked)
      returning media_id, attempts, traceparent`.execute(tx)
    return rows[0] && jobOf(rows[0])
  },

  async postpone(mediaId: MediaId, at: Date, attempts: number): Promise<void> {
    await tx
      .updateTable('media_job')
      .set({ due_at: at, attempts })
      .where('media_id', '=', mediaId)
      .execute()
  },

  async finish(mediaId: MediaId): Promise<void> {
    await tx.deleteFrom('media_job').where('media_id', '=', mediaId).execute()
  },

  /** How many wait or are being worked on, how many are due, and since when the oldest waits. */
  async backlog(now: Date): Promise<{ all: number; due: number; oldest: Date | null }> {
    const { rows } = await sql<{ all: number; due: number; oldest: Date | null }>`
      select count(*)::int as all, (count(*) filter (where due_at <= ${now}))::int as due, min(queued_at) as oldest from media_job`.execute(
      tx,
    )
    return rows[0] ?? { all: 0, due: 0, oldest: null }
  },
})
