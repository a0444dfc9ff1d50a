// What the verbs of sample may use inside a transaction; outbound/ implements it.
import type { NoteId, PersonId } from '../domain/ids.ts'
import type { Change, ErasedNote, Note } from '../domain/note.ts'

export type Notes = {
  insert(note: Note): Promise<void>
  /** Locks the row until commit. @throws NOTE_NOT_FOUND: the same for absent and hidden */
  forUpdate(id: NoteId): Promise<Note>
  save(note: Note): Promise<void>
}

export type OwnNotes = {
  /** In order of id; the row policy hides those of others. */
  byIds(ids: readonly NoteId[]): Promise<Note[]>
}

export type DueNotes = {
  /** Locks and returns open ones due by `now`, skipping rows that somebody else holds. */
  take(now: Date, limit: number): Promise<Note[]>
}

export type NotesOfPeople = {
  /** Locks and returns some of those that belong to these people. */
  take(owners: readonly PersonId[], limit: number): Promise<Note[]>
  remove(ids: readonly NoteId[]): Promise<void>
}

export type NoteOutbox = {
  append(change: Change, at: Date, ...notes: readonly Note[]): Promise<void>
  appendErased(at: Date, ...erased: readonly ErasedNote[]): Promise<void>
}
