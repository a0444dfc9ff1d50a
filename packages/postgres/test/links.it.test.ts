// A link to Postgres that goes dead silently: nobody waits for ever on either side of it.
import { createServer, connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { testDatabase } from '@pk-auto/testing/database'
import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { openDatabase } from '../src/database.ts'
import { transactions, type Tx } from '../src/transaction.ts'

const migrations = fileURLToPath(new URL('migrations', import.meta.url))

/**
 * A way to Postgres that can fall silent: connections stay open and nothing comes through any more.
 */
async function link(to: URL) {
  const ends = new Set<Socket>()
  let silent = false
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname)
    for (const end of [near, far]) ends.add(end.on('error', () => undefined))
    near.on('data', (bytes) => silent || far.write(bytes))
    far.on('data', (bytes) => silent || near.write(bytes))
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const dispose = async () => {
    ends.forEach((end) => end.destroy())
    server.close()
  }
  return { port, silence: (on: boolean) => void (silent = on), [Symbol.asyncDispose]: dispose }
}

test('a transaction on a dead link fails as unavailable, and the next one works', async () => {
  await using testDb = await testDatabase({
    serverUrl: inject('servers').postgresUrl,
    service: 'note',
    migrations,
  })
  const url = new URL(testDb.url)
  await using way = await link(new URL(testDb.url))
  url.port = String(way.port)
  await using database = openDatabase({ url: url.href, service: 'note', poolSize: 1 })
  const inTransaction = transactions<object, { tx: Tx<object> }>(database, (tx) => ({ tx }))
  const ask = () =>
    inTransaction(
      { system: 'test' },
      async ({ tx }) => (await sql`select 1`.execute(tx)).rows.length,
    )
  expect(await ask()).toBe(1)
  way.silence(true)
  await expect(ask()).rejects.toMatchObject({ kind: 'unavailable', code: 'DATABASE_UNAVAILABLE' })
  way.silence(false)
  expect(await ask()).toBe(1)
})

test('Postgres notices within half a minute that a client and its locks are gone', async () => {
  await using testDb = await testDatabase({
    serverUrl: inject('servers').postgresUrl,
    service: 'note',
    migrations,
  })
  await using database = openDatabase({ url: testDb.url, service: 'note' })
  const settings = await database.asWorker<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in
       ('tcp_keepalives_idle', 'tcp_keepalives_interval', 'tcp_keepalives_count') order by name`,
  )
  const [count, idle, interval] = settings.map(({ setting }) => Number(setting))
  expect(Number(idle) + Number(interval) * Number(count)).toBeLessThanOrEqual(30)
})
