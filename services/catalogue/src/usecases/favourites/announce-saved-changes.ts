// Tells those who saved an ad that it costs less or is sold, however many they are: a batch at a
// time, each once.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ListingTimes } from '../../domain/listing.ts'
import { finalSince } from '../../domain/sale/undo.ts'
import type { DueChanges, SavedOutbox } from './stores.ts'

export type AnnounceSavedChangesDeps = {
  clock: Clock
  times: Pick<ListingTimes, 'saleUndoMs'>
  inTransaction: InTransaction<{ dueChanges: DueChanges; savedOutbox: SavedOutbox }>
}

const BATCH = 500

/**
 * Events and the place that was reached are one commit, so that each person gets one event for each
 * version. A sale waits until it cannot be taken back: whoever hears of it gives the car up. One
 * that was taken back is dropped. Returns 0 when nothing is due; safe to run anywhere, any number
 * of times.
 */
export function announceSavedChanges(deps: AnnounceSavedChangesDeps) {
  const { clock, times, inTransaction } = deps
  return function announceSavedChanges(): Promise<number> {
    return inTransaction({ system: 'catalogue.announce' }, async ({ dueChanges, savedOutbox }) => {
      const due = await dueChanges.take(finalSince(clock.now(), times))
      if (!due) return 0
      const { change } = due
      const people = due.undone ? [] : await dueChanges.readers(due, BATCH)
      await savedOutbox.append(...people.map((person) => ({ person, change })))
      const last = people.at(-1)
      if (last !== undefined && people.length === BATCH) await dueChanges.moveOn(change, last)
      else await dueChanges.finish(change)
      return 1
    })
  }
}
