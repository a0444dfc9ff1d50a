// A person begins a note: made once, however often the request is repeated.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { KeyedCall } from '@pk-auto/postgres/once'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { NoteId, PersonId } from '../domain/ids.ts'
import { begin, type Note, type NoteLimits } from '../domain/note.ts'
import type { NoteOutbox, Notes } from './stores.ts'

export type CreateNoteDeps = NoteLimits & {
  clock: Clock
  newId: () => string
  inTransaction: InTransaction<{
    notes: Notes
    outbox: NoteOutbox
    once: (call: KeyedCall, work: () => Promise<Note>) => Promise<Note>
  }>
}

/**
 * Idempotent by key: a repeat gets the note as it is by then.
 * @throws INVALID_NOTE (invalid) · IDEMPOTENCY_KEY_REUSED · IDEMPOTENCY_IN_FLIGHT ·
 * NOTE_NOT_FOUND for a repeat whose note is erased
 */
export function createNote(deps: CreateNoteDeps) {
  return async function createNote(
    actor: Actor,
    call: Omit<KeyedCall, 'actor'>,
    title: string,
  ): Promise<Note> {
    const owner = mustBePerson(actor).personId as PersonId
    const now = deps.clock.now()
    const note = begin({ id: deps.newId() as NoteId, owner, title }, now, deps)
    return deps.inTransaction({ actor }, ({ notes, outbox, once }) =>
      once({ actor: owner, ...call }, async () => {
        await notes.insert(note)
        await outbox.append('created', now, note)
        return note
      }),
    )
  }
}
