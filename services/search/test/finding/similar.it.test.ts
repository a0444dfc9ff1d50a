// The ways on from an ad, and that no seller floods them or a page of the best order.
import { newId } from '@pk-auto/kernel/id'
import { Audience, ListingState, Visibility } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ASK } from '../ask.ts'
import {
  listing,
  listingEvent,
  next,
  searchFixture,
  type SearchFixture,
} from '../search-fixture.ts'

let fixture: SearchFixture
let search: Awaited<ReturnType<SearchFixture['start']>>
beforeAll(async () => {
  fixture = await searchFixture()
  search = await fixture.start()
})
afterAll(() => fixture[Symbol.asyncDispose]())

const similarTo = async (id: string, channel = '', hide: string[] = []) => {
  const { found, sameCar, sameMoney } = await fixture
    .clientOf(search)
    .getSimilarListings({ id, market: '', channel, hide })
  const ids = (cards: typeof sameCar) => cards.map((card) => card.id).toSorted()
  return { found, sameCar: ids(sameCar), sameMoney: ids(sameMoney) }
}
const priced = (rupees: number) => ({ minor: BigInt(rupees) * 100n, currency: 'PKR' })
const honda = { make: 'honda', model: 'civic', generation: 'civic-10th', variant: '' }

test('the same generation, and for the same money what is newer or has run less', async () => {
  const car = listing()
  const same = [listing(), listing({ facts: { price: priced(5_000_000) } })]
  const older = listing({ facts: { generation: 'corolla-10th', year: 2012 } })
  const newer = listing({ facts: { ...honda, year: 2018, km: 90_000 } })
  const fewer = listing({ facts: { ...honda, year: 2015, km: 30_000 } })
  const neither = listing({ facts: { ...honda, year: 2015, km: 60_000 } })
  const dearer = listing({ facts: { ...honda, year: 2018, price: priced(3_300_000) } })
  await fixture.publish(...[car, ...same, older, newer, fewer, neither, dearer].map(listingEvent))
  await search.settled()
  expect(await similarTo(car.id)).toEqual({
    found: true,
    sameCar: same.map(({ id }) => id).toSorted(),
    sameMoney: [newer.id, fewer.id].toSorted(),
  })
  const over = next(car, {
    state: ListingState.LISTING_STATE_CLOSED,
    audience: Audience.AUDIENCE_SELLER,
  })
  await fixture.publish(listingEvent(over))
  await search.settled()
  expect((await similarTo(car.id)).sameCar).toEqual(same.map(({ id }) => id).toSorted())
})

test('nothing leads on from what never was public, or from another brand', async () => {
  // The audience alone decides, whatever the seller wants to reach.
  const hidden = listing({
    audience: Audience.AUDIENCE_SELLER,
    audienceWhileLive: Audience.AUDIENCE_SELLER,
  })
  const shown = listing({ facts: { visibility: Visibility.VISIBILITY_WHOLESALE_PUBLIC } })
  const elsewhere = listing({ facts: { channels: ['autotrader'] } })
  await fixture.publish(...[hidden, shown, elsewhere].map(listingEvent))
  await search.settled()
  const nothing = { found: false, sameCar: [], sameMoney: [] }
  for (const id of [hidden.id, elsewhere.id, newId(), 'no id'])
    expect(await similarTo(id)).toEqual(nothing)
  expect((await similarTo(shown.id)).found).toBe(true)
  expect((await similarTo(elsewhere.id, 'autotrader')).found).toBe(true)
})

test('what its reader does not want to see is left out, and others take its place', async () => {
  const facts = { make: 'suzuki', model: 'swift', generation: 'swift-4th', variant: '' }
  const cars = Array.from({ length: 8 }, () => listing({ facts }))
  await fixture.publish(...cars.map(listingEvent))
  await search.settled()
  const [first, ...others] = cars.map(({ id }) => id)
  // Of seven alike the newest six are shown.
  const newest = others.pop() ?? ''
  const { sameCar } = await similarTo(first!, '', [newest])
  expect(sameCar).toEqual(others.toSorted())
  const hide = Array.from({ length: 201 }, () => newest)
  await expect(similarTo(first!, '', hide)).rejects.toMatchObject({ code: 'TOO_MANY_IDS' })
})

test('of one seller three on a page of the best order; other orders stay as they are', async () => {
  const dealer = newId()
  const facts = { make: 'kia', model: 'sportage', generation: '', variant: '', title: 'panoramic' }
  const others = Array.from({ length: 6 }, () => listing({ facts }))
  const many = Array.from({ length: 8 }, () => listing({ sellerId: dealer, facts }))
  await fixture.publish(...[...others, ...many].map(listingEvent))
  await search.settled()
  const client = fixture.clientOf(search)
  const ask = { ...ASK, q: 'panoramic', limit: 8 }
  const best = await client.searchListings(ask)
  const ofDealer = (ids: readonly { id: string }[]) =>
    ids.filter(({ id }) => many.some((one) => one.id === id)).length
  expect([best.cards.length, ofDealer(best.cards), Number(best.total)]).toEqual([8, 3, 14])
  const rest = await client.searchListings({ ...ask, after: best.next })
  expect([rest.cards.length, rest.next]).toEqual([6, ''])
  expect(new Set([...best.cards, ...rest.cards].map(({ id }) => id)).size).toBe(14)
  const newest = await client.searchListings({ ...ask, sort: 'newest' })
  expect(ofDealer(newest.cards)).toBe(8)
  const [first] = others
  const { sameCar } = await similarTo(first!.id)
  expect(ofDealer(sameCar.map((id) => ({ id })))).toBe(2)
})
