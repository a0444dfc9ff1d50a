// Which listings anybody sees, in results and as pages, and what a page holds.
import type { Client } from '@pk-auto/grpc/client'
import { newId } from '@pk-auto/kernel/id'
import { Audience, ListingState, Visibility } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningSearch } from '../src/service.ts'
import { ASK, problems } from './ask.ts'
import {
  listing,
  listingEvent,
  mediaEvent,
  next,
  searchFixture,
  type SearchFixture,
} from './search-fixture.ts'

const WHOLESALE_PUBLIC = Visibility.VISIBILITY_WHOLESALE_PUBLIC
let fixture: SearchFixture
let search: RunningSearch
let client: Client<typeof SearchDefinition>

beforeAll(async () => {
  fixture = await searchFixture()
  search = await fixture.start()
  client = fixture.clientOf(search)
  await search.settled()
})
afterAll(() => fixture[Symbol.asyncDispose]())

test('an ad for its seller alone, or for an unknown audience, is shown nowhere', async () => {
  const km = 777_777
  const seen = listing({ facts: { km } })
  const hidden = [
    listing({ audience: Audience.AUDIENCE_SELLER, facts: { km, visibility: WHOLESALE_PUBLIC } }),
    listing({ audience: Audience.AUDIENCE_SELLER, facts: { km } }),
    listing({ audience: Audience.AUDIENCE_UNSPECIFIED, facts: { km } }),
    listing({ audience: 7 as Audience, facts: { km } }),
  ]
  await fixture.publish(...[seen, ...hidden].map(listingEvent))
  await search.settled()
  const filters = [{ name: 'kmFrom', values: [String(km)] }]
  const found = await client.searchListings({ ...ASK, filters })
  expect(found.cards.map(({ id }) => id)).toEqual([seen.id])
  expect(Number(found.total)).toBe(1)
  const makes = found.facets.find(({ name }) => name === 'make')?.values ?? []
  expect(makes.map(({ count }) => Number(count))).toEqual([1])
  const { pages } = await client.getListingPages({ ids: [seen, ...hidden].map(({ id }) => id) })
  expect(pages.map((page) => page.listing)).toEqual([seen])
})

test('only live ads of the market and channel are found', async () => {
  const city = 'faisalabad'
  const seen = listing({ facts: { city } })
  const hidden = [
    listing({ facts: { city, channels: ['autotrader'] } }),
    listing({ market: 'ae', facts: { city } }),
    listing({ state: ListingState.LISTING_STATE_CLOSED, facts: { city } }),
    listing({ state: ListingState.LISTING_STATE_DRAFT, facts: { city } }),
  ]
  await fixture.publish(...[seen, ...hidden].map(listingEvent))
  await search.settled()
  const found = await client.searchListings({ ...ASK, filters: [{ name: 'city', values: [city] }] })
  expect(found.cards.map(({ id }) => id)).toEqual([seen.id])
})

test('a page shows an ad with its photos, labels and title, straight from Postgres', async () => {
  const [first, second] = [newId(), newId()]
  const car = listing({
    droppedFrom: { minor: 300_000_000n, currency: 'PKR' },
    facts: { photos: [first, second], features: ['sun-roof'] },
  })
  const closed = listing({
    state: ListingState.LISTING_STATE_CLOSED,
    audience: Audience.AUDIENCE_SELLER,
  })
  await fixture.publish(listingEvent(car), listingEvent(closed), mediaEvent(first, 1, 640))
  await search.settled()
  const { pages } = await client.getListingPages({ ids: [newId(), closed.id, car.id, 'nonsense'] })
  expect(pages.map((page) => page.listing)).toEqual([car])
  const [page] = pages
  expect(page!.title).toEqual({
    en: 'Toyota Corolla GLi 1.3 2016',
    ur: 'ٹویوٹا کرولا جی ایل آئی 1.3 2016',
  })
  expect(page!.photos).toEqual([
    { mediaId: first, width: 640, height: 10, placeholder: 'data:640' },
    { mediaId: second, width: 0, height: 0, placeholder: '' },
  ])
  expect(page!.labels).toMatchObject({
    city: { en: 'Lahore', ur: 'لاہور' },
    fuel: { en: 'Petrol' },
    'feature:sun-roof': { en: 'Sun Roof' },
  })

  const sold = next(car, { state: ListingState.LISTING_STATE_SOLD })
  await fixture.publish(listingEvent(sold))
  await search.settled()
  expect((await client.getListingPages({ ids: [car.id] })).pages[0]?.listing?.state).toBe(
    ListingState.LISTING_STATE_SOLD,
  )
  expect(
    (await client.searchListings({ ...ASK, q: 'corolla gli', limit: 100 })).cards.map(
      ({ id }) => id,
    ),
  ).not.toContain(car.id)
  expect(
    await problems(client.getListingPages({ ids: Array.from({ length: 101 }, newId) })),
  ).toEqual(['TOO_MANY_IDS'])
})

test('a page exists on the brands of the ad’s market and channels, and nowhere else', async () => {
  const dealers = listing({ facts: { channels: ['autotrader'] } })
  const sold = listing({
    state: ListingState.LISTING_STATE_SOLD,
    facts: { channels: ['autotrader'] },
  })
  const both = listing({ facts: { channels: ['automart', 'autotrader'] } })
  await fixture.publish(...[dealers, sold, both].map(listingEvent))
  await search.settled()
  const ids = [dealers.id, sold.id, both.id]
  const seenBy = async (brand: { market?: string; channels?: string[] }) =>
    (await client.getListingPages({ ids, ...brand })).pages.map((page) => page.listing?.id)
  expect(await seenBy({})).toEqual([both.id])
  expect(await seenBy({ market: 'pk', channels: ['automart'] })).toEqual([both.id])
  expect(await seenBy({ market: 'pk', channels: ['autotrader'] })).toEqual(ids)
  expect(await seenBy({ market: 'ae', channels: ['automart', 'autotrader'] })).toEqual([])
})
