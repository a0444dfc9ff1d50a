// From an ad to an alert, through Kafka both ways: counted once, whatever is repeated, late or
// collapsed.
import { manualClock } from '@pk-auto/kernel/clock'
import {
  Audience,
  ListingState,
  type PublicListing,
} from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { AlertKind } from '@pk-auto/proto/pkauto/search/v1/events'
import { CreateSavedSearchRequest } from '@pk-auto/proto/pkauto/search/v1/alerts'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  listing,
  listingEvent,
  next,
  searchFixture,
  type SearchFixture,
} from '../search-fixture.ts'

const clock = manualClock(new Date())
let fixture: SearchFixture
let search: Awaited<ReturnType<SearchFixture['start']>>
let client: ReturnType<SearchFixture['clientOf']>
beforeAll(async () => {
  fixture = await searchFixture()
  search = await fixture.start({}, { clock })
  client = fixture.clientOf(search)
  await search.settled()
})
afterAll(() => fixture[Symbol.asyncDispose]())

const { NEW, DROP } = {
  NEW: AlertKind.ALERT_KIND_NEW,
  DROP: AlertKind.ALERT_KIND_PRICE_DROP,
}
let colours = 0
/** A saved search of its own: for a colour that no other test uses. */
async function saved(frequency = 'instant') {
  colours += 1
  const colour = ['white', 'black', 'silver', 'red'][colours % 4]!
  const owner = fixture.person()
  const city = ['multan', 'peshawar', 'faisalabad', 'karachi'][Math.floor(colours / 4) % 4]!
  const filters = [
    { name: 'colour', values: [colour] },
    { name: 'city', values: [city] },
    { name: 'priceTo', values: ['3000000'] },
  ]
  const request = CreateSavedSearchRequest.fromPartial({ filters, frequency, channels: ['push'] })
  const { search: made } = await client.createSavedSearch(request, await fixture.keyed(owner))
  const ad = (rupees: number, more: Partial<PublicListing> = {}) =>
    listing({ ...more, facts: { colour, city, price: priced(rupees) } })
  return { ...{ id: made!.id, owner, ad }, unseen: () => unseen(owner) }
}
const priced = (rupees: number) => ({ minor: BigInt(rupees) * 100n, currency: 'PKR' })
const cheaper = (ad: PublicListing, rupees: number) =>
  next(ad, { facts: { price: priced(rupees) } })
const unseen = async (owner: ReturnType<SearchFixture['person']>) =>
  (await client.countNewMatches({}, await fixture.as(owner))).matches
const publish = async (...ads: PublicListing[]) => {
  await fixture.publish(...ads.map(listingEvent))
  await search.settled()
}
const closeWindows = async () => {
  clock.advance(fixture.config.alerts.windowMs)
  await until('no closed window waits', async () => {
    const { rows } = await fixture.sql.query(
      'select 1 from saved_search_match where due_at <= $1',
      [clock.now()],
    )
    return rows.length === 0
  })
  await search.settled()
}
const alertsOf = async (id: string) =>
  (await fixture.alerts())
    .filter(({ searchId }) => searchId === id)
    .map(({ kind, total, listingIds }) => ({ kind, total, listingIds: listingIds.toSorted() }))

test('one alert for a window, however often and in whatever order ads come', async () => {
  const { id, owner, ad } = await saved()
  const [one, two, dear] = [ad(2_500_000), ad(3_000_000), ad(3_000_001)]
  await publish(one, one, dear)
  await publish(next(one, { facts: { km: 5 } }), one, two, two)
  await closeWindows()
  const ids = [one.id, two.id].toSorted()
  expect(await alertsOf(id)).toEqual([{ kind: NEW, total: 2, listingIds: ids }])
  await publish(one, two, next(two, { facts: { km: 1 } }))
  await closeWindows()
  expect(await alertsOf(id)).toHaveLength(1)
  expect(await unseen(owner)).toBe(2)
})

test('a drop counts again; one into the range is new; collapsing loses nothing', async () => {
  const { id, ad } = await saved()
  const [cheap, dear] = [ad(2_500_000), ad(3_500_000)]
  await publish(cheap, dear)
  await closeWindows()
  await publish(cheaper(cheap, 2_400_000))
  await closeWindows()
  // Only the last of three is seen: its own event speaks of kilometres.
  const dropped = cheaper(dear, 2_900_000)
  await publish(next(next(dropped), { facts: { km: 9 } }), dropped)
  await closeWindows()
  expect(await alertsOf(id)).toEqual([
    { kind: NEW, total: 1, listingIds: [cheap.id] },
    { kind: DROP, total: 1, listingIds: [cheap.id] },
    { kind: NEW, total: 1, listingIds: [dear.id] },
  ])
})

test('an ad that comes back is not new again, and a higher price is no news', async () => {
  const { id, ad } = await saved()
  const first = ad(2_500_000)
  await publish(first)
  await closeWindows()
  const closed = next(first, {
    state: ListingState.LISTING_STATE_CLOSED,
    audience: Audience.AUDIENCE_SELLER,
  })
  await publish(closed)
  const back = next(closed, {
    state: ListingState.LISTING_STATE_LIVE,
    audience: Audience.AUDIENCE_EVERYONE,
  })
  await publish(back, cheaper(back, 2_600_000))
  await closeWindows()
  expect(await alertsOf(id)).toHaveLength(1)
})

test('own ads are no news, nor are ads that are sold before the window closes', async () => {
  const { id, owner, ad } = await saved()
  const [own, sold] = [ad(2_500_000, { sellerId: owner.personId }), ad(2_500_000)]
  await publish(own, sold)
  await publish(next(sold, { state: ListingState.LISTING_STATE_SOLD }))
  await closeWindows()
  expect(await alertsOf(id)).toEqual([])
})

test('the matches come the newest first; once looked at none is new', async () => {
  const { id, owner, ad } = await saved()
  const [older, newer] = [ad(2_500_000), ad(2_600_000)]
  await publish(older, newer)
  expect(await unseen(owner)).toBe(2)
  const call = await fixture.as(owner)
  const read = (after: string, channel = '') =>
    client.getSavedSearchMatches({ id, page: { limit: 1, after }, market: '', channel }, call)
  // Another brand shows its own ads, and nothing counts as seen there.
  expect((await read('', 'autotrader')).cards).toEqual([])
  expect(await unseen(owner)).toBe(2)
  const first = await read('')
  const second = await read(first.next)
  expect([...first.cards, ...second.cards].map((card) => card.id)).toEqual([newer.id, older.id])
  const hiding = { id, page: { limit: 1, after: '' }, hide: [newer.id] }
  const { cards } = await client.getSavedSearchMatches(hiding, call)
  expect(cards.map((card) => card.id)).toEqual([older.id])
  expect(await unseen(owner)).toBe(0)
})

test('daily alerts wait for the market’s hour, and go when changed to instant', async () => {
  const [daily, changed] = [await saved('daily'), await saved('daily')]
  await publish(daily.ad(2_500_000), changed.ad(2_500_000))
  const waking = { id: changed.id, expectedVersion: 1, frequency: 'instant', channels: [] }
  await client.updateSavedSearch(waking, await fixture.as(changed.owner))
  await closeWindows()
  expect([(await alertsOf(daily.id)).length, (await alertsOf(changed.id)).length]).toEqual([0, 1])
  const { rows } = await fixture.sql.query<{ hour: number }>(
    `select extract(hour from due_at at time zone 'Asia/Karachi')::int as hour
     from saved_search_match where search_id = $1`,
    [daily.id],
  )
  expect(rows).toEqual([{ hour: 8 }])
  clock.advance(86_400_000)
  await closeWindows()
  expect(await alertsOf(daily.id)).toHaveLength(1)
})
