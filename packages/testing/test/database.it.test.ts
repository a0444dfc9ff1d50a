// A test's database goes without disturbing those who have just left it.
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { testDatabase } from '../src/database.ts'

const migrations = fileURLToPath(new URL('../../postgres/test/migrations', import.meta.url))
const fresh = () =>
  testDatabase({ serverUrl: inject('servers').postgresUrl, service: 'note', migrations })

test('a pool that was closed a moment before hears of no broken connection', async () => {
  const database = await fresh()
  const broken: string[] = []
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 10 })
  pool.on('connect', (client) => client.on('error', ({ message }) => broken.push(message)))
  await Promise.all(Array.from({ length: 10 }, () => pool.query('select pg_sleep(0.05)')))
  await pool.end()
  await database[Symbol.asyncDispose]()
  expect(broken).toEqual([])
})

test('whoever stays connected does not hold it up for long', async () => {
  const database = await fresh()
  const broken: string[] = []
  const client = new pg.Client(database.ownerUrl)
  client.on('error', ({ message }) => broken.push(message))
  await client.connect()
  await database[Symbol.asyncDispose]()
  expect(broken[0]).toMatch(/terminat/)
})
