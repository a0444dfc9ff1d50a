// Drafts nobody came back to: removed once each, and with nothing else of the table.
import { newId } from '@pk-auto/kernel/id'
import { DraftEvent, ListingChange } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import type { ListingId, PersonId } from '../src/domain/ids.ts'
import { close, draft, edit, expire, publish, sell, type Listing } from '../src/domain/listing.ts'
import { bounds, corolla } from './corolla.ts'
import {
  all,
  DAY_MS,
  seller,
  startSweepFixture,
  times,
  type SweepFixture,
} from './sweep-fixture.ts'

let fixture: SweepFixture
let { clock, one, two, behind, ads, drafts, left, events, insert } = {} as SweepFixture

beforeAll(async () => {
  fixture = await startSweepFixture(inject('servers'))
  ;({ clock, one, two, behind, ads, drafts, left, events, insert } = fixture)
})
beforeEach(() => behind.query('truncate listing, outbox cascade'))
afterAll(() => fixture[Symbol.asyncDispose]())

test('two workers at once end every due draft exactly once, and release its photos', async () => {
  const ids = await drafts(450)
  clock.advance(30 * DAY_MS)
  const [stored] = await ads(1)
  const [first, second] = await Promise.all([all(one.sweepDrafts), all(two.sweepDrafts)])
  expect(first + second).toBe(ids.length)
  expect(Math.min(first, second)).toBeGreaterThan(0)
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

test('a draft does not end a moment early, and an edit gives it its whole time again', async () => {
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

test('a draft its seller is editing is skipped, and stays if the edit changed it', async () => {
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

test('with every state due, only the draft is removed and only the live ad expires', async () => {
  const now = clock.now()
  const begun = () =>
    draft(newId() as ListingId, seller.personId as PersonId, 'pk', corolla(), now, times)
  const live = () => publish(begun(), now, times).listing
  const later = new Date(now.getTime() + 60 * DAY_MS)
  const stored: Listing[] = [
    begun(),
    live(),
    sell(live(), now, bounds).listing,
    close(live(), now, 'not-selling').listing,
    expire(live(), later).listing,
  ]
  await insert(stored)
  await behind.query('update listing set expires_at = $1', [now])
  const rows = async () => {
    const found = await behind.query<{ id: string; state: string; version: number }>(
      'select id, state, version from listing',
    )
    return new Map(found.rows.map(({ id, state, version }) => [id, `${state} ${version}`]))
  }
  const before = await rows()
  const [aDraft, aLive] = stored.map(({ id }) => id) as [ListingId, ListingId]

  expect(await all(one.sweepDrafts)).toBe(1)
  before.delete(aDraft)
  expect(await rows()).toEqual(before)

  expect(await all(two.sweep)).toBe(1)
  before.set(aLive, 'expired 3')
  expect(await rows()).toEqual(before)
  expect(await events()).toMatchObject([
    { change: ListingChange.LISTING_CHANGE_EXPIRED, listing: { id: aLive } },
  ])
})
