// Retained originals go once the last listing that shows them has ended long enough ago.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { MediaId } from '../domain/ids.ts'
import { type Holders, nextOriginalDueAt } from '../domain/retention.ts'
import { retainedKey, originalKey } from '../domain/object-keys.ts'

const BATCH = 200

export type SweepOriginalsDeps = {
  clock: Clock
  originalDays: number
  inTransaction: InTransaction<{
    media: {
      dueOriginals(now: Date, limit: number): Promise<MediaId[]>
      dateOriginals(dates: readonly { id: MediaId; at: Date | undefined }[]): Promise<void>
    }
    listings: { holders(ids: readonly MediaId[]): Promise<ReadonlyMap<MediaId, Holders>> }
    deletions: { scheduleDelete(keys: readonly string[], dueAt: Date): Promise<void> }
  }>
}

/**
 * One batch in one transaction; returns how many were looked at. Picture, version and served files
 * stay; objects go afterwards, by deleteDueObjects.
 */
export function sweepOriginals(deps: SweepOriginalsDeps) {
  return async function sweepOriginals(): Promise<number> {
    const now = deps.clock.now()
    return deps.inTransaction({ system: 'media-iq' }, async ({ media, listings, deletions }) => {
      const due = await media.dueOriginals(now, BATCH)
      const holders = await listings.holders(due)
      const dates = due.map((id) => ({
        id,
        at: nextOriginalDueAt(holders.get(id), deps.originalDays),
      }))
      const over = dates.filter(({ at }) => at !== undefined && at <= now).map(({ id }) => id)
      await deletions.scheduleDelete(
        over.flatMap((id) => [retainedKey(id), originalKey(id)]),
        now,
      )
      await media.dateOriginals(
        dates.map(({ id, at }) => ({ id, at: at !== undefined && at > now ? at : undefined })),
      )
      return due.length
    })
  }
}
