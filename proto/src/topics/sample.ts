// The topics of sample.
import { NoteEvent } from '../../gen/pkauto/sample/v1/events.ts'
import { stateTopic } from './topic.ts'

/** Each note, without its title. */
export const NOTES = stateTopic('sample.note.v1', NoteEvent, {
  dataClass: 'internal',
  key: ({ noteId }) => noteId,
  version: ({ version }) => version,
})
