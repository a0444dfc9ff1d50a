// What one note is and what may become of it. Pure.
import { textFault, tidyText } from '@pk-auto/kernel/readable-text'
import { errors } from './errors.ts'
import type { NoteId, PersonId } from './ids.ts'

export type Note = {
  readonly id: NoteId
  /** Grows by one with every change. */
  readonly version: number
  readonly owner: PersonId
  readonly title: string
  readonly createdAt: Date
  /** When it expires if it is still open. */
  readonly dueAt: Date
} & ({ readonly state: 'open' } | { readonly state: 'done' | 'expired'; readonly endedAt: Date })

/** What is left of one whose owner was erased: enough for readers to forget it. */
export type ErasedNote = { readonly id: NoteId; readonly version: number }

export type Change = 'created' | 'finished' | 'expired' | 'republished'

/** `maxTitle` in letters. */
export type NoteLimits = { readonly maxTitle: number; readonly openMs: number }

/** A new one at version 1. @throws INVALID_NOTE (invalid) naming every wrong field */
export function begin(
  { id, owner, title }: { id: NoteId; owner: PersonId; title: string },
  now: Date,
  { maxTitle, openMs }: NoteLimits,
): Note {
  const dueAt = new Date(now.getTime() + openMs)
  return {
    ...{ id, version: 1, owner, title: readable(title, maxTitle) },
    ...{ state: 'open', createdAt: now, dueAt },
  }
}

function readable(text: string, most: number): string {
  const title = tidyText(text)
  // The length first: a text that is too long is not examined any further.
  const fault =
    title.length > most
      ? ({ code: 'TOO_LONG', message: `at most ${most} letters` } as const)
      : textFault(title, 'one')
  if (fault) throw errors.INVALID_NOTE({}, { fields: [{ path: 'title', ...fault }] })
  return title
}

/** @throws NOTE_NOT_OPEN (conflict) */
export function finish(note: Note, now: Date): Note {
  if (note.state !== 'open') throw errors.NOTE_NOT_OPEN({ noteId: note.id, state: note.state })
  return { ...note, version: note.version + 1, state: 'done', endedAt: now }
}

/** Whether the note is already what finishing that version made of it. */
export const isFinished = ({ state, version }: Note, expectedVersion: number): boolean =>
  state === 'done' && version === expectedVersion + 1

/** Undefined for one that is over, or whose time is not. */
export const expire = (note: Note, now: Date): Note | undefined =>
  note.state === 'open' && note.dueAt <= now
    ? { ...note, version: note.version + 1, state: 'expired', endedAt: now }
    : undefined

export const erase = ({ id, version }: Note): ErasedNote => ({ id, version: version + 1 })
