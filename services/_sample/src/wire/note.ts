// One note as messages: what its owner gets, and what the topic holds.
import { NoteChange, NoteEvent } from '@pk-auto/proto/pkauto/sample/v1/events'
import { type Note as Message, NoteState } from '@pk-auto/proto/pkauto/sample/v1/sample'
import type { Change, ErasedNote, Note } from '../domain/note.ts'

const CHANGE = {
  created: NoteChange.NOTE_CHANGE_CREATED,
  finished: NoteChange.NOTE_CHANGE_FINISHED,
  expired: NoteChange.NOTE_CHANGE_EXPIRED,
  republished: NoteChange.NOTE_CHANGE_REPUBLISHED,
} as const satisfies Record<Change, NoteChange>

const STATE = {
  open: NoteState.NOTE_STATE_OPEN,
  done: NoteState.NOTE_STATE_DONE,
  expired: NoteState.NOTE_STATE_EXPIRED,
} as const satisfies Record<Note['state'], NoteState>

const endOf = (note: Note): Date | undefined => (note.state === 'open' ? undefined : note.endedAt)

export const noteMessage = (note: Note): Message => ({
  id: note.id,
  version: note.version,
  ownerId: note.owner,
  title: note.title,
  state: STATE[note.state],
  createdAt: note.createdAt,
  dueAt: note.dueAt,
  endedAt: endOf(note),
})

/** The whole public state: no title. */
export const noteEvent = (change: Change, note: Note): NoteEvent => ({
  change: CHANGE[change],
  noteId: note.id,
  version: note.version,
  ownerId: note.owner,
  state: STATE[note.state],
  createdAt: note.createdAt,
  endedAt: endOf(note),
})

export const erasedEvent = ({ id, version }: ErasedNote): NoteEvent =>
  NoteEvent.fromPartial({
    change: NoteChange.NOTE_CHANGE_ERASED,
    noteId: id,
    version,
    state: NoteState.NOTE_STATE_ERASED,
  })
