// The relay on a real server: nothing is lost, whoever dies and however late a commit comes.
import { newId } from '@pk-auto/kernel/id'
import type { TestDatabase } from '@pk-auto/testing/database'
import { until } from '@pk-auto/testing/until'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openDatabase, type Database } from '../src/database.ts'
import { outboxOf, type OutboundTopic, type OutboxEvent } from '../src/outbox.ts'
import { startRelay } from '../src/relay.ts'
import type { InTransaction, Tx } from '../src/transaction.ts'
import { openNotes, type Notes } from './note-database.ts'

let notes: Notes<object>
let testDb: TestDatabase
let database: Database
let inTransaction: InTransaction<{ tx: Tx<object> }>
let published: OutboxEvent[]

beforeAll(async () => {
  notes = await openNotes(10)
  ;({ testDb, database, inTransaction } = notes)
})

beforeEach(() => void (published = []))

afterAll(() => notes[Symbol.asyncDispose]())

const publish = async (events: readonly OutboxEvent[]) => void published.push(...events)
type Note = { readonly key: string; readonly bytes: number }
const NOTES: OutboundTopic<Note> = {
  name: 'note.note.v1',
  type: 'Note',
  key: ({ key }) => key,
  encode: ({ bytes }) => Buffer.alloc(bytes, 7),
}
const note = (key: string, bytes = 3) => ({ event: { key, bytes }, at: new Date() })
const append = (...keys: string[]) =>
  inTransaction({ system: 'test' }, ({ tx }) =>
    outboxOf(tx).append(NOTES, ...keys.map((key) => note(key))),
  )

test('events leave in the order of their commits, once each, with their bytes', async () => {
  await using relay = startRelay({ database, publish })
  for (let i = 0; i < 5; i += 1) await append(`a${i}`)
  await append('b', 'c')
  await relay.drained()
  expect(published.map((e) => e.key)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'b', 'c'])
  expect(published[0]?.value).toEqual(Buffer.alloc(3, 7))
})

test('an event of a transaction that commits late is not skipped', async () => {
  await using relay = startRelay({ database, publish })
  const [late, early] = [newId(), newId()]
  await inTransaction({ system: 'test' }, async ({ tx }) => {
    await outboxOf(tx).append(NOTES, note(late))
    await append(early)
    await until('the early one is out', () => published.some((e) => e.key === early))
  })
  await until('the late one is out', () => published.length > 1)
  await relay.drained()
  expect(published.map((e) => e.key)).toEqual([early, late])
})

test('a batch whose answer is lost is sent again', async () => {
  let failures = 2
  await using relay = startRelay({
    database,
    publish: async (events) => {
      published.push(...events)
      if (failures-- > 0) throw new Error('the broker went away')
    },
  })
  await append('twice')
  await relay.drained()
  expect(published.map((e) => e.key)).toEqual(['twice', 'twice', 'twice'])
  expect(new Set(published.map((e) => e.id)).size).toBe(1)
})

test('of two relays one works, and the other takes over when its session dies', async () => {
  await using second = openDatabase({ url: testDb.url, service: 'note' })
  const senders: string[] = []
  await using first = startRelay({ database, publish: async () => void senders.push('first') })
  await until('the first holds the lock', () => first.active())
  await using other = startRelay({
    database: second,
    publish: async () => void senders.push('second'),
  })
  await append('one')
  await first.drained()
  expect(senders).toEqual(['first'])
  await first[Symbol.asyncDispose]()
  await append('two')
  await other.drained()
  expect(senders).toEqual(['first', 'second'])
})

test('a backlog leaves in order, one batch at a time, each event once', async () => {
  const keys = Array.from({ length: 1_050 }, (_, i) => `k${i}`)
  await append(...keys)
  const sizes: number[] = []
  let underWay = 0
  await using relay = startRelay({
    database,
    publish: async (events) => {
      underWay += 1
      await database.ping()
      expect(underWay).toBe(1)
      underWay -= 1
      sizes.push(events.length)
      await publish(events)
    },
  })
  await relay.drained()
  expect(published.map((e) => e.key)).toEqual(keys)
  expect(sizes).toEqual([200, 200, 200, 200, 200, 50])
})

async function cutRelays(): Promise<void> {
  const owner = new pg.Client(testDb.ownerUrl)
  await owner.connect()
  await owner.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
       and database = (select oid from pg_database where datname = current_database())`,
  )
  await owner.end()
}

test('while the first of two relays hangs in its send the other sends nothing', async () => {
  const answer = Promise.withResolvers<void>()
  const sent: string[] = []
  const sending =
    (who: string, answered?: Promise<void>) => async (events: readonly OutboxEvent[]) => {
      sent.push(`${who}: ${events.map(({ key }) => key).join()}`)
      await answered
      await publish(events)
    }
  await using second = openDatabase({ url: testDb.url, service: 'note' })
  const looks = vi.spyOn(second.pool, 'connect')
  await using first = startRelay({ database, publish: sending('first', answer.promise) })
  await until('the first holds the lock', () => first.active())
  await append('a')
  await until('it hangs in its send', () => sent.length === 1)
  await using other = startRelay({ database: second, publish: sending('other') })
  // Also when an assertion fails: a relay is disposed of only after its send.
  using _ = { [Symbol.dispose]: () => answer.resolve() }
  await append('b', 'c')
  await until(
    'the other has looked five times, or was let in',
    () => looks.mock.calls.length >= 5 || other.active(),
  )
  expect([sent, other.active()]).toEqual([['first: a'], false])
  answer.resolve()
  await other.drained()
  expect(published.map((e) => e.key)).toEqual(['a', 'b', 'c'])
  expect(sent).toEqual(['first: a', 'first: b,c'])
})

test('a relay that lost its session to another sends nothing it had read before', async () => {
  const answer = Promise.withResolvers<void>()
  const sent: string[] = []
  const keys = Array.from({ length: 250 }, (_, i) => `k${i}`)
  await append(...keys)
  await using second = openDatabase({ url: testDb.url, service: 'note' })
  await using first = startRelay({
    database,
    publish: async (events) => {
      sent.push(`${events.length} by the first`)
      await answer.promise
    },
  })
  await until('its first batch is on its way', () => sent.length === 1)
  await using other = startRelay({
    database: second,
    publish: async (events) => {
      sent.push(`${events.length} by the other`)
      await publish(events)
    },
  })
  await cutRelays()
  await append('later')
  await other.drained()
  answer.resolve()
  await first[Symbol.asyncDispose]()
  expect(published.map((e) => e.key)).toEqual([...keys, 'later'])
  expect(sent.filter((what) => what.endsWith('first'))).toEqual(['200 by the first'])
})

test('a relay whose connection is cut starts over and loses nothing', async () => {
  await using relay = startRelay({ database, publish })
  await until('it holds the lock', () => relay.active())
  await cutRelays()
  await append('after the cut')
  await relay.drained()
  expect(published.map((e) => e.key)).toEqual(['after the cut'])
})

test('a broker that stays away is asked less and less often, whatever comes', async () => {
  const tries: number[] = []
  let away = true
  await using relay = startRelay({
    database,
    publish: async () => {
      tries.push(performance.now())
      if (away) throw new Error('the broker is away')
    },
  })
  const busy = setInterval(() => void append('meanwhile'), 20)
  try {
    await until('it tried five times', () => tries.length >= 5)
  } finally {
    clearInterval(busy)
  }
  const [, second = 0, , , fifth = 0] = tries
  expect(fifth - second).toBeGreaterThan(600)
  away = false
  await relay.drained()
})

test('draining ends with what was there at the start, while events still arrive', async () => {
  let more = true
  await using relay = startRelay({
    database,
    publish: async () => void (more && (await append('one more'))),
  })
  await append('the first')
  await relay.drained()
  more = false
  await relay.drained()
})

test('a backlog the statistics do not know of is read batch by batch, not whole', async () => {
  const backlog = 6_000
  const fill = async (count: number) => {
    for (let left = count; left > 0; left -= 2_000)
      await append(...Array.from({ length: Math.min(left, 2_000) }, (_, i) => `${i}`))
  }
  await using owner = await ownerOf(testDb)
  const drain = async () => {
    await using relay = startRelay({ database, publish })
    await relay.drained()
    return await owner.sessionWithLock()
  }
  const relayAll = async () => {
    const session = await drain()
    // What a session has read is counted, at the latest, when it ends.
    await until('the session of the relay has ended', async () => owner.hasEnded(session))
  }
  // What autovacuum writes down of an outbox in peace: many sent, none unsent.
  const peace = 20_000
  await fill(peace)
  await relayAll()
  await owner.rows('analyze outbox')
  await fill(backlog)
  const before = await owner.readOfOutbox()
  await relayAll()
  // Each row is looked at three times.
  const read = (await owner.readOfOutbox()) - before
  expect(read).toBeGreaterThanOrEqual(backlog)
  expect(read).toBeLessThan(5 * backlog)
})

async function ownerOf({ ownerUrl }: TestDatabase) {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  const rows = async (text: string, values: readonly unknown[] = []) =>
    (await client.query<{ read: string; pid: number }>(text, [...values])).rows
  return {
    rows,
    /** Rows of the outbox that statements have looked at since it was made. */
    readOfOutbox: async () => {
      const [sum] = await rows(`
        select sum(seq_tup_read + idx_tup_fetch) as read from pg_stat_user_tables
        where relname like 'outbox%'`)
      return Number(sum?.read)
    },
    /** Of the relay that is at work. */
    sessionWithLock: async () => {
      const [lock] = await rows(`
        select pid from pg_locks join pg_database on oid = database
        where locktype = 'advisory' and datname = current_database()`)
      return lock!.pid
    },
    hasEnded: async (pid: number) =>
      (await rows('select pid from pg_stat_activity where pid = $1', [pid])).length === 0,
    [Symbol.asyncDispose]: () => client.end(),
  }
}
