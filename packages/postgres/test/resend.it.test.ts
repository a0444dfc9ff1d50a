// What a broker has lost is sent again: all of it, in its order, but nothing that it would have
// dropped by now.
import pg from 'pg'
import { expect, test } from 'vitest'
import { openDatabase } from '../src/database.ts'
import type { OutboxEvent } from '../src/outbox.ts'
import { startRelay } from '../src/relay.ts'
import { resendOutbox, untilSent } from '../src/resend.ts'
import { noteDatabase } from './note-database.ts'

test('what was sent goes out again in its order, and tombstones alone when asked', async () => {
  await using testDb = await noteDatabase()
  const { ownerUrl } = testDb
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  const add = (key: string, topic: string, value: string | null, days: number) =>
    owner.query(
      `insert into outbox (id, topic, key, type, value, at, stored_at, sent_at)
       values (gen_random_uuid(), $1, $2, 'x', $3::text::bytea, now(),
         now() - make_interval(days => $4), now())`,
      [topic, key, value, days],
    )
  await add('old state', 'note.note.v1', 'x', 20)
  await add('old fact', 'note.fact.v1', 'x', 20)
  await add('fact', 'note.fact.v1', 'x', 1)
  await add('ended', 'note.note.v1', null, 2)
  await owner.end()
  const published: OutboxEvent[] = []
  await using database = openDatabase({ url: testDb.url, service: 'note' })
  await using _relay = startRelay({
    database,
    publish: async (events) => void published.push(...events),
  })
  const retention = [{ topic: 'note.fact.v1', days: 7 }]
  expect(await resendOutbox({ ownerUrl, retention })).toBe(3)
  await untilSent(ownerUrl)
  expect(published.map(({ key }) => key)).toEqual(['old state', 'fact', 'ended'])
  expect(await resendOutbox({ ownerUrl, only: 'tombstones' })).toBe(1)
  await untilSent(ownerUrl)
  expect(published.at(-1)?.value).toBeNull()
  expect(published).toHaveLength(4)
})
