// A person reads their own notes.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { isNoteId } from '../domain/ids.ts'
import type { Note } from '../domain/note.ts'
import type { OwnNotes } from './stores.ts'

export type GetOwnNotesDeps = { inTransaction: InTransaction<{ own: OwnNotes }> }

/**
 * Each once, in order of id; absent, foreign and malformed ids are left out alike. @throws
 * TOO_MANY_IDS (invalid) above 100
 */
export function getOwnNotes({ inTransaction }: GetOwnNotesDeps) {
  return async function getOwnNotes(actor: Actor, ids: readonly string[]): Promise<Note[]> {
    mustBePerson(actor)
    mustBeBatch(ids)
    return inTransaction({ actor }, ({ own }) => own.byIds(ids.filter(isNoteId)))
  }
}
