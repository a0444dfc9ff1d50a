// An ad that hundreds of people talk about is sold: the notes are written in short transactions,
// each once, and what was cut off is completed by an event of the ad or by a sweep.
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { openDatabase } from '@pk-auto/postgres/database'
import { transactions } from '@pk-auto/postgres/transaction'
import { testCredentials } from '@pk-auto/testing/credentials'
import { testDatabase } from '@pk-auto/testing/database'
import { afterAll, expect, inject, test } from 'vitest'
import type { PersonId } from '../src/domain/ids.ts'
import { stores } from '../src/outbound/stores.ts'
import { chatVerbs } from '../src/usecases/index.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())
const testDb = stack.use(
  await testDatabase({
    serverUrl: inject('servers').postgresUrl,
    service: 'chat',
    migrations: new URL('../migrations', import.meta.url).pathname,
  }),
)
const database = stack.use(openDatabase({ url: testDb.url, service: 'chat' }))
const owner = stack.use(openDatabase({ url: testDb.ownerUrl, service: 'chat' }))
const clock = manualClock(new Date())
const moved: string[] = []
const verbs = chatVerbs({
  ...{ clock, newId, maxText: 400, changeableMs: 60_000, profile: 'test' },
  changed: (people) => void moved.push(...people),
  lookAgain: () => undefined,
  media: { own: async () => undefined, links: async () => undefined },
  inTransaction: transactions(database, stores(['a secret'])),
})
const { person } = await testCredentials()
const MOST = 100

const rows = async <T>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
  (await owner.pool.query(text, [...values])).rows as T[]
/** A live ad that so many people talk about with its seller. */
async function popular(talks: number) {
  const [listing, seller] = [newId(), person()]
  await verbs.noteAds([{ listing, version: 1, state: 'live' }])
  const ids: string[] = []
  for (let n = 0; n < talks; n++) {
    const about = { kind: 'listing', id: listing } as const
    const to = seller.personId as PersonId
    ids.push((await verbs.openConversation(person(), { to, about })).conversation.id)
  }
  return { listing, seller, ids: ids.toSorted() }
}
/** The notes of each conversation about the ad, in their order. */
const notesOf = async (listing: string): Promise<Record<string, string[]>> => {
  const found = await rows<{ id: string; notes: string[] }>(
    `select c.id, array_remove(array_agg(e.body ->> 'code' order by e.seq), null) as notes
     from conversation c left join conversation_event e on e.conversation_id = c.id
     where c.about_id = $1 group by c.id`,
    [listing],
  )
  return Object.fromEntries(found.map(({ id, notes }) => [id, notes]))
}
const each = (ids: readonly string[], ...notes: string[]) =>
  Object.fromEntries(ids.map((id) => [id, notes]))
/** How many notes each transaction has written. */
const perTransaction = async (listing: string) =>
  (
    await rows<{ n: number }>(
      `select count(*)::int as n from conversation_event e
       join conversation c on c.id = e.conversation_id
       where c.about_id = $1 and e.type = 'system' group by e.xmin::text order by n desc`,
      [listing],
    )
  ).map(({ n }) => n)
/** Until disposed nothing is written into this conversation. */
async function shut(id: string): Promise<AsyncDisposable> {
  await rows(`create or replace function cut() returns trigger language plpgsql as
    $$ begin raise exception 'cut off'; end $$`)
  await rows(`create trigger cut before insert on conversation_event for each row
    when (new.conversation_id = '${id}') execute function cut()`)
  return {
    async [Symbol.asyncDispose]() {
      await rows('drop trigger cut on conversation_event')
    },
  }
}
const sold = (listing: string) => ({ listing, version: 2, state: 'sold' }) as const

test('no transaction writes more notes than a hundred, and everybody gets one', async () => {
  const [many, few] = [await popular(250), await popular(3)]
  moved.length = 0
  await verbs.noteAds([sold(many.listing), sold(few.listing)])
  expect(await notesOf(many.listing)).toEqual(each(many.ids, 'ad-sold'))
  expect(await notesOf(few.listing)).toEqual(each(few.ids, 'ad-sold'))
  expect(Math.max(...(await perTransaction(many.listing)))).toBeLessThanOrEqual(MOST)
  const [{ n } = { n: 0 }] = await rows<{ n: number }>(
    `select count(*)::int as n from outbox where topic = 'chat.conversation.v1'
     and key = any($1::text[])`,
    [[...many.ids, ...few.ids]],
  )
  expect(n).toBe(253)
  // Both of each conversation, whatever transaction it was in.
  expect(moved).toHaveLength(2 * 253)
  expect(new Set(moved).size).toBe(253 + 2)
})

test('two who are given the same event at once write each note once', async () => {
  const { listing, ids } = await popular(250)
  await Promise.all([1, 2, 3].map(() => verbs.noteAds([sold(listing)])))
  expect(await notesOf(listing)).toEqual(each(ids, 'ad-sold'))
})

test('what was cut off is completed by the same event again, and nothing twice', async () => {
  const { listing, ids } = await popular(150)
  {
    await using _shut = await shut(ids[120]!)
    await expect(verbs.noteAds([sold(listing)])).rejects.toThrow('cut off')
  }
  const before = Object.values(await notesOf(listing)).flat()
  expect(before).toHaveLength(MOST)
  for (const _again of [1, 2]) await verbs.noteAds([sold(listing)])
  expect(await notesOf(listing)).toEqual(each(ids, 'ad-sold'))
})

test('what was cut off is completed without any event, by as many sweeps as run', async () => {
  const [one, other] = [await popular(250), await popular(150)]
  for (const { listing, ids } of [one, other]) {
    await using _shut = await shut(ids[120]!)
    await expect(verbs.noteAds([sold(listing)])).rejects.toThrow('cut off')
  }
  const sweep = async () => {
    while ((await verbs.completeNotes()) > 0);
  }
  moved.length = 0
  await Promise.all([sweep(), sweep(), verbs.noteAds([sold(one.listing)])])
  for (const { listing, ids } of [one, other]) {
    expect(await notesOf(listing)).toEqual(each(ids, 'ad-sold'))
    expect(Math.max(...(await perTransaction(listing)))).toBeLessThanOrEqual(MOST)
  }
  expect(moved).toHaveLength(2 * (150 + 50))
  expect(await verbs.completeNotes()).toBe(0)
})

test('a later state waits for the notes of the one before', async () => {
  const { listing, ids } = await popular(150)
  {
    await using _shut = await shut(ids[120]!)
    await expect(verbs.noteAds([sold(listing)])).rejects.toThrow('cut off')
  }
  await verbs.noteAds([{ listing, version: 3, state: 'live' }])
  expect(await notesOf(listing)).toEqual(each(ids, 'ad-sold', 'ad-available'))
})

test('whoever begins to talk about it after it was sold gets no note of that', async () => {
  const { listing, ids, seller } = await popular(150)
  {
    await using _shut = await shut(ids[120]!)
    await expect(verbs.noteAds([sold(listing)])).rejects.toThrow('cut off')
  }
  clock.advance(1_000)
  const about = { kind: 'listing', id: listing } as const
  const late = await verbs.openConversation(person(), { to: seller.personId as PersonId, about })
  await verbs.noteAds([sold(listing)])
  expect(await notesOf(listing)).toEqual({
    ...each(ids, 'ad-sold'),
    [late.conversation.id]: [],
  })
})
