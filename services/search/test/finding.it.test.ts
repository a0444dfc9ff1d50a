// Finding listings on real servers: filters, facets that equal a count by hand, orders, pages.
import type { Client } from '@pk-auto/grpc/client'
import { newId } from '@pk-auto/kernel/id'
import type { PublicListing } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningSearch } from '../src/service.ts'
import { ASK } from './ask.ts'
import { marketListing } from './market/market-listing.ts'
import { listing, listingEvent, searchFixture, type SearchFixture } from './search-fixture.ts'

let fixture: SearchFixture
let search: RunningSearch
let client: Client<typeof SearchDefinition>
const market: PublicListing[] = []

beforeAll(async () => {
  fixture = await searchFixture()
  search = await fixture.start()
  client = fixture.clientOf(search)
  market.push(...Array.from({ length: 120 }, (_, n) => marketListing(n)))
  await fixture.publish(...market.map(listingEvent))
  await search.settled()
})
afterAll(() => fixture[Symbol.asyncDispose]())

const FILTERS = [
  [],
  [{ name: 'make', values: ['toyota'] }],
  [
    { name: 'make', values: ['toyota', 'honda'] },
    { name: 'city', values: ['lahore', 'karachi'] },
  ],
  [
    { name: 'make', values: ['honda'] },
    { name: 'model', values: ['civic'] },
    { name: 'fuel', values: ['petrol', 'hybrid'] },
  ],
  [
    { name: 'priceFrom', values: ['1500000'] },
    { name: 'priceTo', values: ['4000000'] },
    { name: 'transmission', values: ['automatic'] },
  ],
  [
    { name: 'yearFrom', values: ['2012'] },
    { name: 'kmTo', values: ['80000'] },
    { name: 'sellerType', values: ['dealer'] },
  ],
  [
    { name: 'registrationCity', values: ['unregistered'] },
    { name: 'colour', values: ['white'] },
    { name: 'body', values: ['sedan', 'suv'] },
  ],
]

type AskedFilter = { name: string; values: string[] }
const valueOf = (one: PublicListing, name: string): unknown =>
  name === 'sellerType' ? one.sellerType : (one.facts as unknown as Record<string, unknown>)[name]

function matches(one: PublicListing, { name, values }: AskedFilter): boolean {
  const bound = Number(values[0])
  const rupees = Number(one.facts!.price!.minor) / 100
  if (name === 'priceFrom') return rupees >= bound
  if (name === 'priceTo') return rupees <= bound
  if (name === 'yearFrom') return one.facts!.year >= bound
  if (name === 'kmTo') return one.facts!.km <= bound
  return values.includes(String(valueOf(one, name)))
}

test.for(FILTERS.map((filters) => [filters]))(
  'hits and facets equal a count by hand: %j',
  async ([filters = []]) => {
    const answer = await client.searchListings({ ...ASK, filters, limit: 100 })
    const expected = market.filter((one) => filters.every((filter) => matches(one, filter)))
    expect(answer.total).toBe(BigInt(expected.length))
    expect(answer.totalExact).toBe(true)
    expect(answer.cards.map(({ id }) => id).sort()).toEqual(
      expected
        .toSorted((a, b) => b.publishedAt!.getTime() - a.publishedAt!.getTime())
        .slice(0, 100)
        .map(({ id }) => id)
        .sort(),
    )
    expect(answer.facets.length).toBeGreaterThanOrEqual(10)
    for (const { name, values } of answer.facets) {
      const others = market.filter((one) =>
        filters.every((filter) => filter.name === name || matches(one, filter)),
      )
      const counts = new Map<string, number>()
      for (const one of others)
        if (valueOf(one, name))
          counts.set(String(valueOf(one, name)), (counts.get(String(valueOf(one, name))) ?? 0) + 1)
      expect([
        name,
        Object.fromEntries(values.map(({ value, count }) => [value, Number(count)])),
      ]).toEqual([name, Object.fromEntries(counts)])
    }
  },
)

test('the model facet appears once a make is chosen', async () => {
  const names = async (filters: AskedFilter[]) =>
    (await client.searchListings({ ...ASK, filters })).facets.map(({ name }) => name)
  expect(await names([])).not.toContain('model')
  expect(await names([{ name: 'make', values: ['toyota'] }])).toContain('model')
})

test.for([
  ['newest', (one: PublicListing) => -one.publishedAt!.getTime()],
  ['price-asc', (one: PublicListing) => Number(one.facts!.price!.minor)],
  ['price-desc', (one: PublicListing) => -Number(one.facts!.price!.minor)],
  ['km-asc', (one: PublicListing) => one.facts!.km],
  ['year-desc', (one: PublicListing) => -one.facts!.year],
] as const)('pages in the order %s hold every listing once, in order', async ([sort, rank]) => {
  const ids: string[] = []
  let after = ''
  do {
    const page = await client.searchListings({ ...ASK, sort, limit: 17, after })
    expect(page.facets.length > 0).toBe(after === '')
    ids.push(...page.cards.map(({ id }) => id))
    after = page.next
  } while (after !== '')
  expect(ids.toSorted()).toEqual(market.map(({ id }) => id).toSorted())
  const ranks = ids.map((id) => rank(market.find((one) => one.id === id)!))
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
})

test('new ads that come while somebody pages cause no repetition and no gap', async () => {
  const own = { name: 'city', values: ['rawalpindi'] }
  const mine = Array.from({ length: 30 }, () => listing({ facts: { city: 'rawalpindi' } }))
  await fixture.publish(...mine.map(listingEvent))
  await search.settled()
  const ids: string[] = []
  let after = ''
  do {
    const page = await client.searchListings({ ...ASK, filters: [own], limit: 7, after })
    ids.push(...page.cards.map(({ id }) => id))
    after = page.next
    await fixture.publish(
      ...Array.from({ length: 5 }, () => listingEvent(listing({ facts: { city: 'rawalpindi' } }))),
    )
    await search.settled()
  } while (after !== '')
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(mine.map(({ id }) => id).toSorted())
})

test('one seller’s ads come alone, page by page, without facets', async () => {
  const sellerId = newId()
  const mine = Array.from({ length: 5 }, () => listing({ sellerId }))
  await fixture.publish(...mine.map(listingEvent))
  await search.settled()
  const ids: string[] = []
  let after = ''
  do {
    const page = await client.searchListings({ ...ASK, seller: sellerId, limit: 2, after })
    expect([page.total, page.facets]).toEqual([5n, []])
    ids.push(...page.cards.map(({ id }) => id))
    after = page.next
  } while (after !== '')
  expect(ids.toSorted()).toEqual(mine.map(({ id }) => id).toSorted())
  const { next } = await client.searchListings({ ...ASK, seller: sellerId, limit: 2 })
  await expect(
    client.searchListings({ ...ASK, seller: newId(), limit: 2, after: next }),
  ).rejects.toMatchObject({ code: 'INVALID_CURSOR' })
  await expect(client.searchListings({ ...ASK, seller: 'ayesha' })).rejects.toMatchObject({
    code: 'INVALID_SEARCH',
  })
})

test('cities near a place come nearest first', async () => {
  const near = { name: 'near', values: ['33.6,73.05,300'] }
  const { cards } = await client.searchListings({
    ...ASK,
    filters: [near, { name: 'make', values: ['honda', 'kia', 'suzuki'] }],
    sort: 'distance',
    limit: 100,
  })
  const cities = [...new Set(cards.map(({ city }) => city))]
  expect(cities).toEqual(['islamabad', 'peshawar', 'lahore'])
})
