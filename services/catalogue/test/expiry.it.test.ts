// Ads and drafts whose time is over: taken once each, however many workers sweep, and never from
// under an owner's hand.
import { fileURLToPath } from 'node:url'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { rupees } from '@pk-auto/kernel/money'
import type { Person } from '@pk-auto/kernel/actor'
import { openDatabase } from '@pk-auto/postgres/database'
import { transactions, type Tx } from '@pk-auto/postgres/transaction'
import { DraftEvent, ListingEvent, ListingChange } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { testDatabase, type TestDatabase } from '@pk-auto/testing/database'
import { until } from '@pk-auto/testing/until'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import type { ListingId, MediaId, PersonId } from '../src/domain/ids.ts'
import { draft, edit, type ListingTimes } from '../src/domain/listing.ts'
import { dueDraftStore } from '../src/outbound/draft-store.ts'
import { draftOutbox, listingOutbox } from '../src/outbound/listing-outbox.ts'
import { dueListingStore, listingStore } from '../src/outbound/listing-store.ts'
import { priceStore } from '../src/outbound/price-store.ts'
import type { DB } from '../src/outbound/schema.gen.ts'
import { seedStore } from '../src/outbound/seed-store.ts'
import { readTaxonomy } from '../src/outbound/taxonomy-files.ts'
import { vehicleStore } from '../src/outbound/vehicle-store.ts'
import { changeListing } from '../src/usecases/change-listing.ts'
import { expireDrafts } from '../src/usecases/expire-drafts.ts'
import { expireListings } from '../src/usecases/expire-listings.ts'
import { seedListings } from '../src/usecases/seed-listings.ts'
import { corolla } from './corolla.ts'

const DAY_MS = 86_400_000
const times: ListingTimes = {
  lifetimeMs: 60 * DAY_MS,
  draftLifetimeMs: 30 * DAY_MS,
  refreshEveryMs: DAY_MS,
  dropMinAgeMs: 0,
}
const bounds = {
  minPrice: 1,
  maxPrice: 1e9,
  maxKm: 1e6,
  maxPhotos: 30,
  maxTitle: 120,
  maxDescription: 5_000,
  earliestYear: 1950,
  newMaxKm: 1_000,
  newMaxAgeYears: 1,
  engineTolerancePercent: 25,
}
const seller: Person = {
  kind: 'person',
  personId: newId(),
  sessionId: newId(),
  roles: [],
  assurance: 'otp',
  market: 'pk',
  termsDue: false,
}
const clock = manualClock(new Date())
const stack = new AsyncDisposableStack()
let testDb: TestDatabase
let behind: pg.Client

const stores = (tx: Tx<DB>) => ({
  ...{
    listings: listingStore(tx),
    due: dueListingStore(tx),
    prices: priceStore(tx),
    vehicles: vehicleStore(tx),
    outbox: listingOutbox(tx),
    draftOutbox: draftOutbox(tx),
    dueDrafts: dueDraftStore(tx),
    seeds: seedStore(tx),
  },
})
/** A process of its own as far as Postgres can tell. */
const worker = () => {
  const inTransaction = transactions<DB, ReturnType<typeof stores>>(
    stack.use(openDatabase({ url: testDb.url, service: 'catalogue' })),
    stores,
  )
  return {
    sweep: expireListings({ clock, inTransaction }),
    sweepDrafts: expireDrafts({ clock, inTransaction }),
    change: changeListing({ clock, inTransaction }),
    inTransaction,
  }
}
let one: ReturnType<typeof worker>
let two: ReturnType<typeof worker>

beforeAll(async () => {
  const migrations = fileURLToPath(new URL('../migrations', import.meta.url))
  testDb = stack.use(
    await testDatabase({
      serverUrl: inject('servers').postgresUrl,
      service: 'catalogue',
      migrations,
    }),
  )
  behind = new pg.Client(testDb.ownerUrl)
  await behind.connect()
  stack.defer(() => behind.end())
  one = worker()
  two = worker()
})
beforeEach(() => behind.query('truncate listing, outbox cascade'))
afterAll(() => stack.disposeAsync())

/** Live ads published now, by the seed's own road. */
async function ads(count: number): Promise<ListingId[]> {
  const ids = Array.from({ length: count }, () => newId() as ListingId)
  const seed = seedListings({
    clock,
    profile: 'test',
    taxonomy: readTaxonomy(),
    bounds,
    times,
    inTransaction: one.inTransaction,
  })
  await seed(
    ids.map((id) => ({
      id,
      seller: seller.personId as PersonId,
      facts: corolla(),
      publishedAt: clock.now(),
      prices: [],
    })),
  )
  await behind.query('delete from outbox')
  return ids
}
const publishedEvents = async () => {
  const { rows } = await behind.query<{ value: Buffer }>('select value from outbox order by seq')
  return rows.map(({ value }) => ListingEvent.decode(value))
}
const all = async (sweep: () => Promise<number>): Promise<number> => {
  let total = 0
  for (let taken = await sweep(); taken > 0; taken = await sweep()) total += taken
  return total
}

test('two workers at once end every ad that is due exactly once, with one event each', async () => {
  const ids = await ads(450)
  clock.advance(60 * DAY_MS)
  const [first, second] = await Promise.all([all(one.sweep), all(two.sweep)])
  expect(first + second).toBe(ids.length)
  expect(Math.min(first, second)).toBeGreaterThan(0)
  const events = await publishedEvents()
  expect(
    events.every(
      (event) =>
        event.change === ListingChange.LISTING_CHANGE_EXPIRED && event.listing?.version === 3,
    ),
  ).toBe(true)
  expect(events).toHaveLength(ids.length)
  expect(new Set(events.map((event) => event.listing?.id))).toEqual(new Set(ids))
})

test('an ad is not ended a moment before its time', async () => {
  const [id] = await ads(1)
  clock.advance(60 * DAY_MS - 1)
  expect(await one.sweep()).toBe(0)
  clock.advance(1)
  expect(await one.sweep()).toBe(1)
  expect((await publishedEvents()).map((event) => event.listing?.id)).toEqual([id])
})

test('ads in an owner’s hand are passed by without waiting, and taken later if they are still due', async () => {
  const ids = await ads(10)
  clock.advance(60 * DAY_MS)
  await behind.query('begin')
  await behind.query('select 1 from listing where id = any($1) for update', [ids.slice(0, 3)])
  expect(await all(one.sweep)).toBe(7)
  await behind.query('commit')
  expect(await all(two.sweep)).toBe(3)
})

test('an edit that comes after the sweep is told that it is late, and ends nothing and tells nothing', async () => {
  const [id] = await ads(1)
  clock.advance(60 * DAY_MS)
  await one.sweep()
  const late = one.change({ ...seller }, { id: id!, expectedVersion: 2 }, (listing, now) =>
    edit(listing, corolla({ price: rupees(3_000_000) }), now, times),
  )
  await expect(late).rejects.toMatchObject({ kind: 'precondition', code: 'VERSION_MISMATCH' })
  expect(await publishedEvents()).toHaveLength(1)
})

test('an edit that meets the sweep at the same moment wins or loses whole', async () => {
  const ids = await ads(20)
  clock.advance(60 * DAY_MS)
  const edits = ids.map((id) =>
    one.change(seller, { id, expectedVersion: 2 }, (listing, now) =>
      edit(listing, corolla({ price: rupees(3_000_000) }), now, times),
    ),
  )
  const [outcomes] = await Promise.all([Promise.allSettled(edits), all(two.sweep)])
  await all(two.sweep)
  const won = outcomes.filter((outcome) => outcome.status === 'fulfilled').length
  const events = await publishedEvents()
  expect(
    events.filter((event) => event.change === ListingChange.LISTING_CHANGE_EXPIRED),
  ).toHaveLength(20)
  expect(
    events.filter((event) => event.change === ListingChange.LISTING_CHANGE_PRICE_CHANGED),
  ).toHaveLength(won)
  const { rows } = await behind.query<{ state: string; version: number }>(
    'select state, version from listing',
  )
  expect(rows.every(({ state }) => state === 'expired')).toBe(true)
  expect(rows.filter(({ version }) => version === 4)).toHaveLength(won)
})

test('a sweep that fails at the last moment ends nothing, and the next one ends all', async () => {
  await ads(5)
  clock.advance(60 * DAY_MS)
  const failing = expireListings({
    clock,
    inTransaction: (scope, work) =>
      one.inTransaction(scope, async (all_) => {
        await work(all_)
        throw new Error('the process lost its breath before the commit')
      }),
  })
  await expect(failing()).rejects.toThrow('lost its breath')
  expect(await publishedEvents()).toEqual([])
  await until('all are ended', async () => (await all(two.sweep)) === 5)
  expect(await publishedEvents()).toHaveLength(5)
})

/** Begun now; every other one holds a photo. */
async function drafts(count: number): Promise<ListingId[]> {
  const made = Array.from({ length: count }, (_, n) => {
    const facts = corolla({ photos: n % 2 === 0 ? [newId() as MediaId] : [] })
    return draft(newId() as ListingId, seller.personId as PersonId, 'pk', facts, clock.now(), times)
  })
  await one.inTransaction({ system: 'test' }, async ({ listings }) => {
    for (const each of made) await listings.insert(each)
  })
  return made.map(({ id }) => id)
}
const left = async () =>
  (await behind.query<{ id: string }>('select id from listing')).rows.map(({ id }) => id)

test('two workers at once end every draft that is due exactly once, and tell those that let go of photos', async () => {
  const ids = await drafts(450)
  clock.advance(30 * DAY_MS)
  const [stored] = await ads(1)
  const [first, second] = await Promise.all([all(one.sweepDrafts), all(two.sweepDrafts)])
  expect(first + second).toBe(ids.length)
  expect(await left()).toEqual([stored])
  const { rows } = await behind.query<{ topic: string; key: string; value: Buffer }>(
    'select topic, key, value from outbox',
  )
  expect(new Set(rows.map(({ topic }) => topic))).toEqual(new Set(['catalogue.draft.v1']))
  const held = ids.filter((_, n) => n % 2 === 0)
  expect(rows.map(({ key }) => key).toSorted()).toEqual(held.toSorted())
  expect(
    rows.every(
      ({ value }) =>
        DraftEvent.decode(value).version === 2 && DraftEvent.decode(value).photos.length === 0,
    ),
  ).toBe(true)
})

test('a draft is not ended a moment before its time, and an edit gives it all its time again', async () => {
  const [edited, forgotten] = (await drafts(2)) as [ListingId, ListingId]
  clock.advance(30 * DAY_MS - 1)
  expect(await one.sweepDrafts()).toBe(0)
  await one.change(seller, { id: edited, expectedVersion: 1 }, (listing, now) =>
    edit(listing, corolla(), now, times),
  )
  clock.advance(1)
  expect(await one.sweepDrafts()).toBe(1)
  expect(await left()).toEqual([edited])
  expect(forgotten).not.toBe(edited)
  clock.advance(30 * DAY_MS)
  expect(await all(one.sweepDrafts)).toBe(1)
})

test('a draft in its seller’s hand is passed by, and stays when the hand has changed it', async () => {
  const [id] = (await drafts(1)) as [ListingId]
  clock.advance(30 * DAY_MS)
  await behind.query('begin')
  await behind.query(`update listing set version = 2, expires_at = $2 where id = $1`, [
    id,
    new Date(clock.now().getTime() + DAY_MS),
  ])
  expect(await one.sweepDrafts()).toBe(0)
  await behind.query('commit')
  expect(await one.sweepDrafts()).toBe(0)
  expect(await left()).toEqual([id])
})
