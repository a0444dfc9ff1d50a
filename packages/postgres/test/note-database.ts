// A database of the service `note` on the test servers, and the service's connection to it.
import { fileURLToPath } from 'node:url'
import { testDatabase, type TestDatabase } from '@pk-auto/testing/database'
import { inject } from 'vitest'
import { openDatabase, type Database } from '../src/database.ts'
import { transactions, type InTransaction, type Tx } from '../src/transaction.ts'

export const noteDatabase = (): Promise<TestDatabase> =>
  testDatabase({
    serverUrl: inject('servers').postgresUrl,
    service: 'note',
    migrations: fileURLToPath(new URL('migrations', import.meta.url)),
  })

export type Notes<Db> = AsyncDisposable & {
  readonly testDb: TestDatabase
  readonly database: Database
  readonly inTransaction: InTransaction<{ tx: Tx<Db> }>
}

export async function openNotes<Db = object>(poolSize?: number): Promise<Notes<Db>> {
  const testDb = await noteDatabase()
  const database = openDatabase({
    ...{ url: testDb.url, service: 'note' },
    ...(poolSize !== undefined && { poolSize }),
  })
  return {
    testDb,
    database,
    inTransaction: transactions<Db, { tx: Tx<Db> }>(database, (tx) => ({ tx })),
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      await testDb[Symbol.asyncDispose]()
    },
  }
}
