// The tool behind every test of a race: it must let a race happen, and fail when there is none.
import { fileURLToPath } from 'node:url'
import { newId } from '@pk-auto/kernel/id'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { atOnce } from '../src/at-once.ts'
import { testDatabase, type TestDatabase } from '../src/database.ts'

const stack = new AsyncDisposableStack()
let testDb: TestDatabase

beforeAll(async () => {
  const migrations = fileURLToPath(new URL('../../postgres/test/migrations', import.meta.url))
  const serverUrl = inject('servers').postgresUrl
  testDb = stack.use(await testDatabase({ serverUrl, service: 'note', migrations }))
})
afterAll(() => stack.disposeAsync())

/** Twenty times "write the note unless there is one", on a pool without a single connection yet. */
async function notesWritten(lock: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: testDb.ownerUrl, max: 5 })
  const body = newId()
  const writeUnlessThere = async (): Promise<number> => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query(lock)
      const { rowCount } = await client.query('select from note where body = $1', [body])
      const row = [newId(), newId(), body]
      if (rowCount === 0) await client.query('insert into note values ($1, $2, $3)', row)
      await client.query('commit')
      return rowCount === 0 ? 1 : 0
    } finally {
      client.release()
    }
  }
  try {
    const barrier = { database: testDb, table: 'note', connections: 5 }
    const outcomes = await atOnce(20, writeUnlessThere, barrier)
    return outcomes.reduce((sum, each) => sum + (each.status === 'fulfilled' ? each.value : 0), 0)
  } finally {
    await pool.end()
  }
}

test('a check without a lock lets several through, and a lock lets one through', async () => {
  expect(await notesWritten('select 1')).toBeGreaterThan(1)
  expect(await notesWritten('select pg_advisory_xact_lock(1)')).toBe(1)
})

test('work that does not meet at the table is an error, not a pass', async () => {
  await expect(
    atOnce(2, async () => undefined, { database: testDb, table: 'note' }),
  ).rejects.toThrow(/2 transactions wait at the table note/)
})
