// One alert for each search and window, however many hand over at the same moment.
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { AlertKind } from '@pk-auto/proto/pkauto/search/v1/events'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { SavedSearchId } from '../../src/domain/alerts/ids.ts'
import { pendingFixture } from './pending-fixture.ts'

const clock = manualClock(new Date('2026-11-28T10:00:00Z'))
const fixture = await pendingFixture(clock)
const { verbs, matched, published, liveAd, rows, windowMs } = fixture
afterAll(() => fixture[Symbol.asyncDispose]())
beforeEach(() => rows('truncate saved_search cascade; truncate outbox; truncate search_doc'))

const searchId = () => newId() as SavedSearchId
const handOver = async () => {
  while ((await verbs.handOverAlerts()) > 0);
}

test('four at once publish each of thirty alerts once', async () => {
  const ids = Array.from({ length: 30 }, searchId)
  const ad = await liveAd()
  for (const id of ids) await matched(id, [ad])
  clock.advance(windowMs)
  const ended = await atOnce(4, handOver, { database: fixture.testDb, table: 'saved_search_match' })
  expect(ended.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'))
  const events = await published()
  expect(events.map((event) => event.searchId).toSorted()).toEqual(ids.toSorted())
})

test('nothing goes out before the window closes, and then all of it in one alert', async () => {
  const id = searchId()
  const listings = [await liveAd(), await liveAd(), await liveAd()]
  const since = clock.now()
  await matched(id, [listings[0]!])
  clock.advance(windowMs - 1)
  await matched(id, [listings[1]!])
  await matched(id, [listings[1]!, listings[2]!], true)
  await handOver()
  expect(await published()).toEqual([])
  clock.advance(1)
  await handOver()
  const [event, ...more] = await published()
  expect(more).toEqual([])
  expect(event).toMatchObject({ searchId: id, kind: AlertKind.ALERT_KIND_NEW, total: 3, since })
  expect(event?.listingIds.toSorted()).toEqual(listings.toSorted())
  await handOver()
  expect(await published()).toHaveLength(1)
})

test('an alert that nobody hands over is late from the end of its window on', async () => {
  expect(await verbs.measureOverdueAlerts()).toBe(0)
  await matched(searchId(), [await liveAd()])
  clock.advance(windowMs)
  await matched(searchId(), [await liveAd()])
  expect(await verbs.measureOverdueAlerts()).toBe(0)
  clock.advance(90_000)
  expect(await verbs.measureOverdueAlerts()).toBe(90_000)
  await handOver()
  expect(await verbs.measureOverdueAlerts()).toBe(0)
})

test('what matches later opens a window of its own', async () => {
  const id = searchId()
  await matched(id, [await liveAd()])
  clock.advance(windowMs)
  await handOver()
  await matched(id, [await liveAd()], true)
  await handOver()
  clock.advance(windowMs)
  await handOver()
  expect((await published()).map(({ kind, total }) => [kind, total])).toEqual([
    [AlertKind.ALERT_KIND_NEW, 1],
    [AlertKind.ALERT_KIND_PRICE_DROP, 1],
  ])
})

test('of many the latest ten are named and all are counted', async () => {
  const id = searchId()
  const ads = await Promise.all(Array.from({ length: 14 }, liveAd))
  for (const ad of ads) await matched(id, [ad])
  clock.advance(windowMs)
  await handOver()
  const [event] = await published()
  expect(event).toMatchObject({ total: 14, listingIds: ads.toReversed().slice(0, 10) })
})

test('ads that are over by then are left out; with none left there is no alert', async () => {
  const [some, none] = [searchId(), searchId()]
  const stays = await liveAd()
  await matched(some, [newId(), stays])
  await matched(none, [newId()])
  clock.advance(windowMs)
  await handOver()
  expect((await published()).map(({ searchId: id, total }) => [id, total])).toEqual([[some, 1]])
  const left = await rows('select 1 from saved_search_match where due_at is not null')
  expect(left).toEqual([])
})

test('matching and handing over at the same moment lose nothing', async () => {
  const ids = Array.from({ length: 8 }, searchId)
  const ads = await Promise.all(Array.from({ length: 4 }, liveAd))
  for (const id of ids) await matched(id, [ads[0]!])
  clock.advance(windowMs)
  await atOnce(
    4,
    async (nth) => {
      if (nth === 0) return handOver()
      for (const id of nth % 2 ? ids : ids.toReversed()) await matched(id, [ads[nth]!])
    },
    { database: fixture.testDb, table: 'saved_search_match' },
  )
  clock.advance(windowMs)
  await handOver()
  const events = await published()
  for (const id of ids) {
    const seen = events.filter((event) => event.searchId === id)
    expect(new Set(seen.flatMap((event) => event.listingIds))).toEqual(new Set(ads))
    expect(seen.reduce((sum, { total }) => sum + total, 0)).toBe(4)
  }
})
