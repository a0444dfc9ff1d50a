// What a failover and its mistakes look like from here: the server behind a connection has become
// a replica, or knows us no more. Everything waits, and goes on once somebody has mended it.
import { newId } from '@pk-auto/kernel/id'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { openDatabase } from '../src/database.ts'
import { transactions, type Tx } from '../src/transaction.ts'
import { noteDatabase, openNotes, type Notes } from './note-database.ts'

async function administer(statement: string): Promise<void> {
  const admin = new pg.Client(inject('servers').postgresUrl)
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}

const write = ({ inTransaction }: Notes<object>): Promise<unknown> =>
  inTransaction({ system: 'test' }, async ({ tx }) =>
    sql`insert into note values (${newId()}, ${newId()}, 'x')`.execute(tx),
  )

const AWAY = { kind: 'unavailable', code: 'DATABASE_UNAVAILABLE' }

test('a connection to a server that became a replica is not used again', async () => {
  await using notes = await openNotes(1)
  const readOnly = `alter database ${notes.testDb.name} set default_transaction_read_only`
  await administer(`${readOnly} = on`)
  await expect(write(notes)).rejects.toMatchObject(AWAY)
  // Only who connects anew finds the server that takes writes.
  await administer(`${readOnly} = off`)
  await write(notes)
})

test.for([
  ['a login that nobody knows', (url: URL): void => void (url.username = 'was_renamed')],
  ['a database that is not there', (url: URL): void => void (url.pathname = '/was_renamed')],
] as const)('%s is a database that is away, and no fault of a request', async ([, change]) => {
  await using testDb = await noteDatabase()
  const url = new URL(testDb.url)
  change(url)
  await using database = openDatabase({ url: url.href, service: 'note' })
  const inTransaction = transactions<object, { tx: Tx<object> }>(database, (tx) => ({ tx }))
  const ask = inTransaction({ system: 'test' }, async ({ tx }) => sql`select 1`.execute(tx))
  await expect(ask).rejects.toMatchObject(AWAY)
})
