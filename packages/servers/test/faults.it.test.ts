// A killed server is seen, and comes back with what it held. On a set of its own, so that no other
// test notices.
import pg from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import type {} from '../src/vitest-setup.ts'
import { freezeServer, killServer, restartServer, thawServer } from '../src/faults.ts'
import { resetServers, startServers, statusOf } from '../src/start-servers.ts'

const OWN_OFFSET = inject('offset') + 1_000
const only = ['postgres', 'redis'] as const

afterAll(() => resetServers(OWN_OFFSET, only))

test('a killed Postgres is seen as down and comes back with its data', async () => {
  const { postgresUrl } = await startServers({ offset: OWN_OFFSET, only })
  await query(postgresUrl, 'create table survivor (n int)')
  await query(postgresUrl, 'insert into survivor values (7)')
  await killServer('postgres', OWN_OFFSET)
  const [down] = await statusOf(OWN_OFFSET, ['postgres'])
  expect(down).toMatchObject({ name: 'postgres', running: false, ready: false })
  const again = await restartServer('postgres', OWN_OFFSET)
  expect(again.started).toEqual(['postgres'])
  expect(await query(postgresUrl, 'select n from survivor')).toEqual([{ n: 7 }])
})

test('a frozen Redis runs but is not ready until it is thawed', async () => {
  await startServers({ offset: OWN_OFFSET, only })
  await freezeServer('redis', OWN_OFFSET)
  expect(await statusOf(OWN_OFFSET, ['redis'])).toMatchObject([{ running: true, ready: false }])
  await thawServer('redis', OWN_OFFSET)
  expect(await statusOf(OWN_OFFSET, ['redis'])).toMatchObject([{ running: true, ready: true }])
})

test('starting what runs already starts nothing', async () => {
  await startServers({ offset: OWN_OFFSET, only })
  const second = await startServers({ offset: OWN_OFFSET, only })
  expect(second.started).toEqual([])
})

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
