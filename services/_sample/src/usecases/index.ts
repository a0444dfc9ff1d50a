// Everything sample can do, on one page.
import { createNote, type CreateNoteDeps } from './create-note.ts'
import { eraseNotes, type EraseNotesDeps } from './erase-notes.ts'
import { expireNotes, type ExpireNotesDeps } from './expire-notes.ts'
import { finishNote, type FinishNoteDeps } from './finish-note.ts'
import { getOwnNotes, type GetOwnNotesDeps } from './get-own-notes.ts'
import { republishNotes, type RepublishNotesDeps } from './republish-notes.ts'

/** What the verbs need between them; each names its own part. */
export type SampleDeps = CreateNoteDeps &
  FinishNoteDeps &
  GetOwnNotesDeps &
  ExpireNotesDeps &
  EraseNotesDeps &
  RepublishNotesDeps

export type SampleVerbs = ReturnType<typeof sampleVerbs>

export const sampleVerbs = (deps: SampleDeps) => ({
  // A person's own notes.
  createNote: createNote(deps),
  finishNote: finishNote(deps),
  getOwnNotes: getOwnNotes(deps),
  // By the clock.
  expireNotes: expireNotes(deps),
  // With their owners.
  eraseNotes: eraseNotes(deps),
  // By operators.
  republishNotes: republishNotes(deps),
})
