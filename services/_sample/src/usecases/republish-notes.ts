// Republishes the current state of notes: for a consumer that must start over.
import type { Clock } from '@pk-auto/kernel/clock'
import { type CurrentRows, republisher, type RepublishRequest } from '@pk-auto/postgres/republish'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Note } from '../domain/note.ts'
import type { NoteOutbox } from './stores.ts'

export type RepublishNotesDeps = {
  clock: Clock
  inTransaction: InTransaction<{ current: CurrentRows<Note>; outbox: NoteOutbox }>
}

/** @throws TOO_MANY_IDS, ID_INVALID (invalid) */
export function republishNotes({ clock, inTransaction }: RepublishNotesDeps) {
  const republish = republisher({
    service: 'sample',
    inTransaction,
    rows: ({ current }) => current,
    append: ({ outbox }, notes) => outbox.append('republished', clock.now(), ...notes),
  })
  return async function republishNotes(request: RepublishRequest) {
    return republish(request)
  }
}
