// What has happened to notes, as events of topic sample.note.v1.
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { NOTES } from '@pk-auto/proto/topics/sample'
import type { NoteOutbox } from '../usecases/stores.ts'
import { erasedEvent, noteEvent } from '../wire/note.ts'
import type { DB } from './schema.gen.ts'

export const noteOutbox = (tx: Tx<DB>): NoteOutbox => ({
  append: (change, at, ...notes) =>
    outboxOf(tx).append(NOTES, ...notes.map((note) => ({ event: noteEvent(change, note), at }))),
  appendErased: (at, ...erased) =>
    outboxOf(tx).append(NOTES, ...erased.map((note) => ({ event: erasedEvent(note), at }))),
})
