// The ids of sample, made nominal where they enter.
import { isId } from '@pk-auto/kernel/id'
import type { Nominal } from '@pk-auto/kernel/nominal'
import { errors } from './errors.ts'

export type NoteId = Nominal<string, 'NoteId'>
export type PersonId = Nominal<string, 'PersonId'>

export const isNoteId = (text: string): text is NoteId => isId(text)

/** @throws NOTE_NOT_FOUND: what is no id names nothing */
export function noteId(text: string): NoteId {
  if (!isNoteId(text)) throw errors.NOTE_NOT_FOUND({ noteId: text.slice(0, 40) })
  return text
}
