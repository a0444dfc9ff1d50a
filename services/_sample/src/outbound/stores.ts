// Everything the verbs of sample may use inside one transaction.
import { type KeyedCall, once } from '@pk-auto/postgres/once'
import type { Tx } from '@pk-auto/postgres/transaction'
import type { Note } from '../domain/note.ts'
import { noteOutbox } from './note-outbox.ts'
import {
  currentNoteStore,
  dueNoteStore,
  noteStore,
  notesOfPeopleStore,
  ownNoteStore,
} from './note-store.ts'
import type { DB } from './schema.gen.ts'

export const stores = (tx: Tx<DB>) => ({
  notes: noteStore(tx),
  own: ownNoteStore(tx),
  due: dueNoteStore(tx),
  ofPeople: notesOfPeopleStore(tx),
  current: currentNoteStore(tx),
  outbox: noteOutbox(tx),
  once: (call: KeyedCall, work: () => Promise<Note>) =>
    once(tx, call, work, (id) => ownNoteStore(tx).get(id)),
})
