// The two lanes of the outbox: what is published again in bulk never holds up what is news, and
// never stands behind a newer state of its key.
import type { TestDatabase } from '@pk-auto/testing/database'
import { until } from '@pk-auto/testing/until'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '../src/database.ts'
import { outboxOf, type OutboundTopic, type OutboxEvent } from '../src/outbox.ts'
import { startRelay } from '../src/relay.ts'
import { resendOutbox } from '../src/resend.ts'
import type { InTransaction, Tx } from '../src/transaction.ts'
import { openNotes, type Notes } from './note-database.ts'

/** A live event waits for as many others at most. */
const ONE_BATCH = 100

let notes: Notes<object>
let testDb: TestDatabase
let database: Database
let owner: pg.Client
let inTransaction: InTransaction<{ tx: Tx<object> }>
let published: string[]

beforeAll(async () => {
  notes = await openNotes(10)
  ;({ testDb, database, inTransaction } = notes)
  owner = new pg.Client(testDb.ownerUrl)
  await owner.connect()
})
beforeEach(async () => {
  published = []
  await owner.query('delete from outbox')
})
afterAll(async () => {
  await owner.end()
  await notes[Symbol.asyncDispose]()
})

const publish = async (events: readonly OutboxEvent[]) =>
  void published.push(...events.map(({ key, value }) => `${key}@${String(value)}`))
type Note = { readonly key: string; readonly version: number }
const NOTES: OutboundTopic<Note> = {
  ...{ name: 'note.note.v1', type: 'Note', kind: 'state' },
  key: ({ key }) => key,
  encode: ({ version }) => Buffer.from(String(version)),
}
const append = (lane: 'live' | 'bulk', ...notes: readonly Note[]) =>
  inTransaction({ system: 'test', ...(lane === 'bulk' && { lane }) }, ({ tx }) =>
    outboxOf(tx).append(NOTES, ...notes.map((event) => ({ event, at: new Date() }))),
  )
const at = (key: string, version: number): Note => ({ key, version })
const many = (count: number) => Array.from({ length: count }, (_, i) => at(`k${i}`, 1))
const unsent = async () =>
  (await owner.query('select from outbox where sent_at is null')).rowCount ?? 0

test('while 20,000 states are published again, news leaves with the next batch', async () => {
  for (let left = 20_000; left > 0; left -= 2_000) await append('bulk', ...many(2_000))
  await using relay = startRelay({ database, publish })
  for (const goal of [500, 2_000, 5_000]) {
    await until('the republish is under way', () => published.length >= goal, {
      timeoutMs: 20_000,
    })
    await append('live', at('news', goal))
    const before = published.length
    const name = `news@${goal}`
    await until('the news is out', () => published.includes(name))
    expect(published.indexOf(name)).toBeLessThanOrEqual(before + ONE_BATCH)
  }
  expect(await unsent()).toBeGreaterThan(10_000)
  await relay.drained()
  expect(published).toHaveLength(20_003)
})

test('many at once leave before the first in bulk, a batch of which is a hundred', async () => {
  const sizes: number[] = []
  await append('bulk', ...many(250))
  await append('live', ...Array.from({ length: 450 }, (_, i) => at(`live${i}`, 1)))
  await using relay = startRelay({
    database,
    publish: async (events) => {
      sizes.push(events.length)
      await publish(events)
    },
  })
  await relay.drained()
  expect(published.slice(0, 450).every((name) => name.startsWith('live'))).toBe(true)
  expect(published.slice(450)).toEqual(many(250).map(({ key }) => `${key}@1`))
  expect(sizes.slice(0, 3)).toEqual([200, 200, 50])
  expect(Math.max(...sizes.slice(3))).toBe(ONE_BATCH)
})

test('a state in bulk that was replaced is not sent behind the newer one', async () => {
  await append('bulk', at('a', 1), ...many(300), at('b', 1))
  await append('live', at('a', 2), at('b', 2), at('c', 2))
  await append('bulk', at('c', 2))
  await using relay = startRelay({ database, publish })
  await relay.drained()
  const of = (key: string) => published.filter((name) => name.startsWith(`${key}@`))
  expect([of('a'), of('b'), of('c')]).toEqual([['a@2'], ['b@2'], ['c@2', 'c@2']])
  expect([published.length, await unsent()]).toEqual([304, 0])
})

test('nor when the answer to the newer one is lost, or all of it is sent again', async () => {
  let failures = 2
  await append('bulk', ...many(150), at('a', 1))
  await append('live', at('a', 2))
  const lossy = async (events: readonly OutboxEvent[]) => {
    await publish(events)
    if (failures-- > 0) throw new Error('the broker went away')
  }
  const isInOrder = () => published.lastIndexOf('a@1') < published.indexOf('a@2')
  {
    await using relay = startRelay({ database, publish: lossy })
    await relay.drained()
    expect([isInOrder(), published.includes('a@1')]).toEqual([true, false])
  }
  await resendOutbox({ ownerUrl: testDb.ownerUrl })
  published = []
  await using relay = startRelay({ database, publish })
  await relay.drained()
  expect([isInOrder(), published.includes('a@1')]).toEqual([true, false])
})

test('a newer state that comes while the older is on its way follows it', async () => {
  const answer = Promise.withResolvers<void>()
  await append('bulk', at('a', 1), ...many(250))
  await using relay = startRelay({
    database,
    publish: async (events) => {
      await publish(events)
      await answer.promise
    },
  })
  using _ = { [Symbol.dispose]: () => answer.resolve() }
  await until('the older one is on its way', () => published.includes('a@1'))
  await append('live', at('a', 2))
  answer.resolve()
  await relay.drained()
  expect(published.filter((name) => name.startsWith('a@'))).toEqual(['a@1', 'a@2'])
  expect(published.indexOf('a@2')).toBe(ONE_BATCH)
})

test('facts are not published in bulk: each of them must be seen', async () => {
  const facts = { ...NOTES, kind: 'fact' } as const
  const appending = inTransaction({ system: 'test', lane: 'bulk' }, ({ tx }) =>
    outboxOf(tx).append(facts, { event: at('a', 1), at: new Date() }),
  )
  await expect(appending).rejects.toThrow('note.note.v1 holds no state')
})
