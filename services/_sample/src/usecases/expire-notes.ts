// Ends open notes whose time is over, one batch at a time.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { expire } from '../domain/note.ts'
import type { DueNotes, NoteOutbox, Notes } from './stores.ts'

export type ExpireNotesDeps = {
  clock: Clock
  inTransaction: InTransaction<{ due: DueNotes; notes: Notes; outbox: NoteOutbox }>
}

const BATCH = 200

/** Returns how many were due; safe to run anywhere, any number of times. */
export function expireNotes({ clock, inTransaction }: ExpireNotesDeps) {
  return async function expireNotes(): Promise<number> {
    return inTransaction({ system: 'sample.expire-notes' }, async ({ due, notes, outbox }) => {
      const now = clock.now()
      const taken = await due.take(now, BATCH)
      const expired = taken.flatMap((note) => expire(note, now) ?? [])
      for (const note of expired) await notes.save(note)
      await outbox.append('expired', now, ...expired)
      return taken.length
    })
  }
}
