// People were erased: their notes go with them, and readers of the topic forget them.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../domain/ids.ts'
import { erase } from '../domain/note.ts'
import type { NoteOutbox, NotesOfPeople } from './stores.ts'

export type EraseNotesDeps = {
  clock: Clock
  inTransaction: InTransaction<{ ofPeople: NotesOfPeople; outbox: NoteOutbox }>
}

const BATCH = 200

/** In batches, each in a transaction of its own. A repeat finds nothing and does nothing. */
export function eraseNotes({ clock, inTransaction }: EraseNotesDeps) {
  return async function eraseNotes(owners: readonly PersonId[]): Promise<void> {
    if (owners.length === 0) return
    const batch = () =>
      inTransaction({ system: 'sample.erase-notes' }, async ({ ofPeople, outbox }) => {
        const notes = await ofPeople.take(owners, BATCH)
        await ofPeople.remove(notes.map(({ id }) => id))
        await outbox.appendErased(clock.now(), ...notes.map(erase))
        return notes.length
      })
    while ((await batch()) === BATCH);
  }
}
