// What the platform noted in a log: each client has a sentence for a code.
import type { Log } from './log.ts'

export const NOTE_CODES = ['ad-sold', 'ad-removed', 'ad-available'] as const
export type NoteCode = (typeof NOTE_CODES)[number]

export type Note = {
  readonly kind: 'note'
  readonly seq: number
  readonly at: string
  readonly code: NoteCode
}

/** Without those that are newer than this client. */
export const notesOf = ({ events }: Log): readonly Note[] =>
  [...events.values()].flatMap(({ seq, type, at, body }): Note[] => {
    const code = NOTE_CODES.find((known) => known === body.note)
    return type === 'system' && code ? [{ kind: 'note', seq, at, code }] : []
  })
