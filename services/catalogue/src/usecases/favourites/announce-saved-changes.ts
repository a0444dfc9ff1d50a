// Tells those who saved an ad that it costs less or is sold, however many they are: a batch at a
// time, each once.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { DueChanges, SavedOutbox } from './stores.ts'

export type AnnounceSavedChangesDeps = {
  inTransaction: InTransaction<{ dueChanges: DueChanges; savedOutbox: SavedOutbox }>
}

const BATCH = 500

/**
 * Events and the place that was reached are one commit, so that each person gets one event for each
 * version. Returns 0 when nothing is due; safe to run anywhere, any number of times.
 */
export function announceSavedChanges({ inTransaction }: AnnounceSavedChangesDeps) {
  return function announceSavedChanges(): Promise<number> {
    return inTransaction({ system: 'catalogue.announce' }, async ({ dueChanges, savedOutbox }) => {
      const due = await dueChanges.take()
      if (!due) return 0
      const { change } = due
      const people = await dueChanges.readers(due, BATCH)
      await savedOutbox.append(...people.map((person) => ({ person, change })))
      const last = people.at(-1)
      if (last !== undefined && people.length === BATCH) await dueChanges.moveOn(change, last)
      else await dueChanges.finish(change)
      return 1
    })
  }
}
