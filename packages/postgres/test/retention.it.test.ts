// How long rows of the shared tables stay, and who may read them.
import { newId } from '@pk-auto/kernel/id'
import type { TestDatabase } from '@pk-auto/testing/database'
import { until } from '@pk-auto/testing/until'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '../src/database.ts'
import { startHousekeeping } from '../src/sweep.ts'
import { noteDatabase } from './note-database.ts'

const RETENTION_DAYS = 30
let testDb: TestDatabase
let database: Database
let owner: pg.Client

beforeAll(async () => {
  testDb = await noteDatabase()
  database = openDatabase({ url: testDb.url, service: 'note' })
  owner = new pg.Client(testDb.ownerUrl)
  await owner.connect()
})

afterAll(async () => {
  await owner.end()
  await database[Symbol.asyncDispose]()
  await testDb[Symbol.asyncDispose]()
})

const rows = async <Row extends object>(text: string): Promise<Row[]> =>
  (await owner.query<Row>(text)).rows
const makeDays = () => database.asWorker(`select app.retain_days(3, ${RETENTION_DAYS})`)
const partitions = async (): Promise<string[]> =>
  (
    await rows<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits
       where inhparent = 'outbox'::regclass`,
    )
  ).map(({ name }) => name)

/** A partition of the outbox as it was made so many days ago, with one event in it. */
async function oldDay(daysAgo: number, sent: boolean): Promise<string> {
  const [made] = await rows<{ name: string; day: string; next: string }>(
    `select 'outbox_' || to_char(d, 'YYYYMMDD') as name, d::text as day, (d + 1)::text as next
     from (select current_date - ${daysAgo} as d) old`,
  )
  if (!made) throw new Error('no day')
  await owner.query(
    `create table ${made.name} partition of outbox
     for values from ('${made.day}') to ('${made.next}')`,
  )
  await owner.query(
    `insert into outbox (stored_at, id, topic, key, type, at, sent_at)
     values ('${made.day}', $1, 't', 'k', 'T', now(), ${sent ? 'now()' : 'null'})`,
    [newId()],
  )
  return made.name
}

test('old days are dropped, but never a day with an event that is not sent yet', async () => {
  const [done, owed] = [
    await oldDay(RETENTION_DAYS + 2, true),
    await oldDay(RETENTION_DAYS + 3, false),
  ]
  await makeDays()
  const left = await partitions()
  expect(left).not.toContain(done)
  expect(left).toContain(owed)
  await owner.query('update outbox set sent_at = now() where sent_at is null')
  await makeDays()
  expect(await partitions()).not.toContain(owed)
})

test('rows outside of any day, and old replies, are deleted as well, in batches', async () => {
  const old = `now() - interval '${RETENTION_DAYS + 1} days'`
  await owner.query(
    `insert into inbox (consumer, event_id, event_at)
     select 'c', gen_random_uuid(), ${old} from generate_series(1, 2500)`,
  )
  await owner.query(
    `insert into inbox (consumer, event_id, event_at)
     values ('c', gen_random_uuid(), now() - interval '5 days')`,
  )
  await owner.query(
    `insert into idempotency (actor, method, key, sha256, reply, at)
     select 'a', 'm', n::text, '', '', ${old} from generate_series(1, 2500) n`,
  )
  await owner.query(
    `insert into outbox (stored_at, id, topic, key, type, at, sent_at)
     values (${old}, gen_random_uuid(), 't', 'sent', 'T', now(), now())`,
  )
  await owner.query(
    `insert into outbox (stored_at, id, topic, key, type, at)
     values (${old}, gen_random_uuid(), 't', 'owed', 'T', now())`,
  )
  await using _housekeeping = startHousekeeping(database, RETENTION_DAYS)
  await until('all that is old is gone', async () => {
    const [left] = await rows<{ inbox: number; replies: number; outbox: string }>(
      `select (select count(*) from inbox)::int as inbox,
         (select count(*) from idempotency)::int as replies,
         (select string_agg(key, ',') from outbox) as outbox`,
    )
    return left?.inbox === 1 && left.replies === 0 && left.outbox === 'owed'
  })
})

test('a person may add events, and may read neither events nor replies to others', async () => {
  const [ayesha, bilal] = [newId(), newId()]
  await owner.query(
    `insert into idempotency (actor, method, key, sha256, reply) values ($1, 'm', 'k', '', 'hers')`,
    [ayesha],
  )
  const as = async (person: string, statement: string): Promise<number | null> => {
    const client = await database.pool.connect()
    try {
      await client.query(
        `begin; set local role app; select set_config('app.person', '${person}', true)`,
      )
      return (await client.query(statement)).rowCount
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  expect(await as(ayesha, 'select reply from idempotency')).toBe(1)
  expect(await as(bilal, 'select reply from idempotency')).toBe(0)
  expect(
    await as(
      bilal,
      `insert into outbox (id, topic, key, type, at)
       values (gen_random_uuid(), 't', 'k', 'T', now())`,
    ),
  ).toBe(1)
  const today = `outbox_${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`
  for (const forbidden of [
    'select key from outbox',
    `select key from ${today}`,
    'delete from outbox',
    'select 1 from inbox',
    'update idempotency set reply = reply',
  ])
    await expect(as(bilal, forbidden), forbidden).rejects.toThrow(/permission denied/)
})
