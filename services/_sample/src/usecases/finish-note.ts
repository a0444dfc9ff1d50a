// A person finishes their note, at the version they have seen.
import type { Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import { mustBeExpected } from '@pk-auto/kernel/version'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { NoteId } from '../domain/ids.ts'
import { finish, isFinished, type Note } from '../domain/note.ts'
import type { NoteOutbox, Notes } from './stores.ts'

export type FinishNoteDeps = {
  clock: Clock
  inTransaction: InTransaction<{ notes: Notes; outbox: NoteOutbox }>
}

/**
 * Idempotent by state and version: a repeat returns the note as it is,
 * and nothing is saved or published a second time.
 * @throws NOTE_NOT_FOUND, the same for absent and foreign · VERSION_MISMATCH ·
 * NOTE_NOT_OPEN (conflict)
 */
export function finishNote(deps: FinishNoteDeps) {
  return async function finishNote(
    actor: Actor,
    { id, expectedVersion }: { id: NoteId; expectedVersion: number },
  ): Promise<Note> {
    return deps.inTransaction({ actor }, async ({ notes, outbox }) => {
      const before = await notes.forUpdate(id)
      if (isFinished(before, expectedVersion)) return before
      mustBeExpected(before.version, expectedVersion)
      const now = deps.clock.now()
      const note = finish(before, now)
      await notes.save(note)
      await outbox.append('finished', now, note)
      return note
    })
  }
}
