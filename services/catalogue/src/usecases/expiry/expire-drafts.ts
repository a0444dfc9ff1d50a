// Removes drafts nobody came back to, a batch at a time, and releases their photos.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { abandon } from '../../domain/draft.ts'
import type { ListingId } from '../../domain/ids.ts'
import type { Draft } from '../../domain/listing.ts'
import type { DraftOutbox } from '../stores.ts'

export type ExpireDraftsDeps = {
  clock: Clock
  inTransaction: InTransaction<{
    dueDrafts: {
      /**
       * Locks and returns drafts due by `now`, skipping rows another worker or their seller holds.
       */
      take(now: Date, limit: number): Promise<readonly Draft[]>
      remove(ids: readonly ListingId[]): Promise<void>
    }
    draftOutbox: DraftOutbox
  }>
}

const BATCH = 200

/** Returns how many ended; safe to run anywhere, any number of times. */
export function expireDrafts(deps: ExpireDraftsDeps) {
  return function expireDrafts() {
    return deps.inTransaction(
      { system: 'catalogue.expire-drafts' },
      async ({ dueDrafts, draftOutbox }) => {
        const now = deps.clock.now()
        const due = await dueDrafts.take(now, BATCH)
        const events = due
          .map((draft) => abandon(draft, now))
          .filter((photos) => photos !== undefined)
        await dueDrafts.remove(due.map(({ id }) => id))
        await draftOutbox.append(...events.map((photos) => ({ ...photos, at: now })))
        return due.length
      },
    )
  }
}
