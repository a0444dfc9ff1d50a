// Ads whose time is over: ended once each, however many workers sweep, and never from under an
// owner's hand.
import { rupees } from '@pk-auto/kernel/money'
import { ListingChange } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { edit } from '../src/domain/listing.ts'
import { expireListings } from '../src/usecases/expiry/expire-listings.ts'
import { corolla } from './corolla.ts'
import {
  all,
  DAY_MS,
  seller,
  startSweepFixture,
  times,
  type SweepFixture,
} from './sweep-fixture.ts'

let fixture: SweepFixture
let { clock, one, two, behind, ads, events } = {} as SweepFixture

beforeAll(async () => {
  fixture = await startSweepFixture(inject('servers'))
  ;({ clock, one, two, behind, ads, events } = fixture)
})
beforeEach(() => behind.query('truncate listing, outbox cascade'))
afterAll(() => fixture[Symbol.asyncDispose]())

test('two workers at once end every ad that is due exactly once, with one event each', async () => {
  const ids = await ads(450)
  clock.advance(60 * DAY_MS)
  const [first, second] = await Promise.all([all(one.sweep), all(two.sweep)])
  expect(first + second).toBe(ids.length)
  expect(Math.min(first, second)).toBeGreaterThan(0)
  const published = await events()
  expect(
    published.every(
      (event) =>
        event.change === ListingChange.LISTING_CHANGE_EXPIRED && event.listing?.version === 3,
    ),
  ).toBe(true)
  expect(published).toHaveLength(ids.length)
  expect(new Set(published.map((event) => event.listing?.id))).toEqual(new Set(ids))
})

test('an ad is not ended a moment before its time', async () => {
  const [id] = await ads(1)
  clock.advance(60 * DAY_MS - 1)
  expect(await one.sweep()).toBe(0)
  clock.advance(1)
  expect(await one.sweep()).toBe(1)
  expect((await events()).map((event) => event.listing?.id)).toEqual([id])
})

test('ads locked by their owners are skipped at once, and end later if still due', async () => {
  const ids = await ads(10)
  clock.advance(60 * DAY_MS)
  await behind.query('begin')
  await behind.query('select 1 from listing where id = any($1) for update', [ids.slice(0, 3)])
  expect(await all(one.sweep)).toBe(7)
  await behind.query('commit')
  expect(await all(two.sweep)).toBe(3)
})

test('an edit that comes after the sweep is refused as late, and publishes nothing', async () => {
  const [id] = await ads(1)
  clock.advance(60 * DAY_MS)
  await one.sweep()
  const late = one.change({ ...seller }, { id: id!, expectedVersion: 2 }, (listing, now) =>
    edit(listing, corolla({ price: rupees(3_000_000) }), now, times),
  )
  await expect(late).rejects.toMatchObject({ kind: 'precondition', code: 'VERSION_MISMATCH' })
  expect(await events()).toHaveLength(1)
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
  const published = await events()
  expect(
    published.filter((event) => event.change === ListingChange.LISTING_CHANGE_EXPIRED),
  ).toHaveLength(20)
  expect(
    published.filter((event) => event.change === ListingChange.LISTING_CHANGE_PRICE_CHANGED),
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
  expect(await events()).toEqual([])
  await until('all are ended', async () => (await all(two.sweep)) === 5)
  expect(await events()).toHaveLength(5)
})
