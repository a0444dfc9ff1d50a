// Notes in Postgres. The only file that knows the table.
import type { CurrentRows } from '@pk-auto/postgres/republish'
import type { Tx } from '@pk-auto/postgres/transaction'
import type { Selectable } from 'kysely'
import { errors } from '../domain/errors.ts'
import type { NoteId, PersonId } from '../domain/ids.ts'
import type { Note } from '../domain/note.ts'
import type { DueNotes, Notes, NotesOfPeople } from '../usecases/stores.ts'
import type { DB, Note as Row } from './schema.gen.ts'

const COLUMNS = [
  ...(['id', 'version', 'owner_id', 'title', 'state'] as const),
  ...(['created_at', 'due_at', 'ended_at'] as const),
] as const

const toNote = (row: Selectable<Row>): Note => ({
  ...{ id: row.id as NoteId, version: row.version, owner: row.owner_id as PersonId },
  ...{ title: row.title, createdAt: row.created_at, dueAt: row.due_at },
  ...(row.ended_at === null
    ? { state: 'open' }
    : { state: row.state as 'done' | 'expired', endedAt: row.ended_at }),
})

const toRow = (note: Note) => ({
  version: note.version,
  title: note.title,
  state: note.state,
  due_at: note.dueAt,
  ended_at: note.state === 'open' ? null : note.endedAt,
})

const notFound = (id: NoteId) => errors.NOTE_NOT_FOUND({ noteId: id })
const rowsOf = (tx: Tx<DB>) => tx.selectFrom('note').select(COLUMNS)

export const noteStore = (tx: Tx<DB>): Notes => ({
  async insert(note) {
    const { id, owner, createdAt } = note
    const row = { ...toRow(note), id, owner_id: owner, created_at: createdAt }
    await tx.insertInto('note').values(row).execute()
  },
  async forUpdate(id) {
    const row = await rowsOf(tx).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!row) throw notFound(id)
    return toNote(row)
  },
  async save(note) {
    await tx.updateTable('note').set(toRow(note)).where('id', '=', note.id).execute()
  },
})

/** The row policy shows the transaction's person only their own rows. */
export const ownNoteStore = (tx: Tx<DB>) => ({
  async byIds(ids: readonly NoteId[]): Promise<Note[]> {
    if (ids.length === 0) return []
    const named = rowsOf(tx).where('id', 'in', ids).orderBy('id').limit(ids.length)
    return (await named.execute()).map(toNote)
  },
  /** @throws NOTE_NOT_FOUND */
  async get(id: NoteId): Promise<Note> {
    const [note] = await ownNoteStore(tx).byIds([id])
    if (!note) throw notFound(id)
    return note
  },
})

export const dueNoteStore = (tx: Tx<DB>): DueNotes => ({
  async take(now, limit) {
    const due = rowsOf(tx).where('state', '=', 'open').where('due_at', '<=', now)
    const taken = due.orderBy('due_at').limit(limit).forUpdate().skipLocked()
    return (await taken.execute()).map(toNote)
  },
})

export const notesOfPeopleStore = (tx: Tx<DB>): NotesOfPeople => ({
  async take(owners, limit) {
    const theirs = rowsOf(tx).where('owner_id', 'in', owners)
    return (await theirs.orderBy('id').limit(limit).forUpdate().execute()).map(toNote)
  },
  async remove(ids) {
    if (ids.length > 0) await tx.deleteFrom('note').where('id', 'in', ids).execute()
  },
})

/** Every one, for republishing: locked against change until the commit. */
export const currentNoteStore = (tx: Tx<DB>): CurrentRows<Note> => ({
  async byIds(ids) {
    const named = rowsOf(tx).where('id', 'in', ids).orderBy('id')
    return (await named.limit(ids.length).forShare().execute()).map(toNote)
  },
  async page(limit, after) {
    const all = rowsOf(tx).orderBy('id').limit(limit).forShare()
    const page = after === undefined ? all : all.where('id', '>', after)
    return (await page.execute()).map(toNote)
  },
})
