// Pictures nobody shows are removed once their time has come.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { MediaId } from '../domain/ids.ts'
import { type Media, remove } from '../domain/media.ts'
import { objectKeys } from '../domain/object-keys.ts'

const BATCH = 100

export type SweepMediaDeps = {
  clock: Clock
  inTransaction: InTransaction<{
    media: {
      dueForSweep(now: Date, limit: number): Promise<Media[]>
      save(media: Media): Promise<void>
      lock(ids: readonly MediaId[]): Promise<MediaId[]>
    }
    listings: { shown(ids: readonly MediaId[]): Promise<Set<MediaId>> }
    deletions: { scheduleDelete(keys: readonly string[], dueAt: Date): Promise<void> }
    events: { append(...media: readonly Media[]): Promise<void> }
  }>
}

/**
 * One batch in one transaction; returns how many were due. Their objects go afterwards, by
 * deleteDueObjects.
 */
export function sweepMedia(deps: SweepMediaDeps) {
  return async function sweepMedia(): Promise<number> {
    const now = deps.clock.now()
    return deps.inTransaction(
      { system: 'media-iq' },
      async ({ media, listings, deletions, events }) => {
        const due = await media.dueForSweep(now, BATCH)
        const shown = await listings.shown(due.map(({ id }) => id))
        await media.lock([...shown])
        const removed = due.filter(({ id }) => !shown.has(id)).map(remove)
        for (const each of removed) await media.save(each)
        await events.append(...removed)
        await deletions.scheduleDelete(removed.flatMap(objectKeys), now)
        return due.length
      },
    )
  }
}
