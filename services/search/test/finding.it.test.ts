// Finding listings on real servers: filters, facets that equal a count by hand, orders, pages,
// understanding, repairs.
import type { Client } from '@pk-auto/grpc/client'
import type { PublicListing } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningSearch } from '../src/service.ts'
import { ASK, problems } from './asking.ts'
import { marketListing } from './market-listing.ts'
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

test('what is typed in any script becomes filters, and chosen filters win', async () => {
  const roman = await client.searchListings({ ...ASK, q: 'toyta corola lahore 60 lac tak' })
  expect(
    Object.fromEntries(roman.understood.map(({ name, values }) => [name, values.join()])),
  ).toEqual({
    make: 'toyota',
    model: 'corolla',
    city: 'lahore',
    priceTo: '6000000',
  })
  const urdu = await client.searchListings({ ...ASK, q: 'لاہور میں ٹویوٹا کرولا ۶۰ لاکھ تک' })
  expect(urdu.total).toBe(roman.total)
  expect(Number(urdu.total)).toBeGreaterThan(0)
  const chosen = await client.searchListings({
    ...ASK,
    q: 'corolla lahore',
    filters: [{ name: 'city', values: ['karachi'] }],
  })
  expect(chosen.understood.map(({ name }) => name)).toEqual(['make', 'model'])
  expect(new Set(chosen.cards.map(({ city }) => city))).toEqual(new Set(['karachi']))
  const other = await client.searchListings({
    ...ASK,
    q: 'corolla',
    filters: [{ name: 'make', values: ['honda'] }],
    limit: 1,
  })
  expect(other.understood).toEqual([])
  expect(other.setAside).toEqual([{ text: 'corolla', filter: 'make' }])
  expect(chosen.setAside).toEqual([{ text: 'lahore', filter: 'city' }])
})

test('words that are left are matched whole and by their beginning, in both scripts', async () => {
  const grande = listing({ facts: { variant: 'altis-grande-1-8', title: 'Bumper to bumper' } })
  const urdu = listing({ facts: { variant: '', title: 'فیملی گاڑی، ٹوٹل جینوئن' } })
  await fixture.publish(listingEvent(grande), listingEvent(urdu))
  await search.settled()
  const found = async (q: string) =>
    (await client.searchListings({ ...ASK, q })).cards.map(({ id }) => id)
  expect(await found('corolla grande')).toEqual([grande.id])
  expect(await found('کرولا گرانڈی')).toEqual([grande.id])
  expect(await found('corolla gran')).toEqual([grande.id])
  expect(await found('bumper')).toEqual([grande.id])
  expect(await found('جینوئن')).toEqual([urdu.id])
  const pages: string[] = []
  for (let after = ''; ;) {
    const page = await client.searchListings({
      ...ASK,
      q: 'sedan toy',
      sort: 'relevance',
      limit: 9,
      after,
    })
    pages.push(...page.cards.map(({ id }) => id))
    if (page.next === '') break
    after = page.next
  }
  expect(new Set(pages).size).toBe(pages.length)
})

test('an empty result names the filter to drop and what that would bring', async () => {
  const filters = [
    { name: 'make', values: ['kia'] },
    { name: 'model', values: ['sportage'] },
    { name: 'priceTo', values: ['60000'] },
  ]
  const answer = await client.searchListings({ ...ASK, filters })
  expect(answer.total).toBe(0n)
  const sportages = market.filter(({ facts }) => facts!.model === 'sportage').length
  expect(answer.repairs).toEqual([{ drop: 'priceTo', total: BigInt(sportages) }])
  const year = await client.searchListings({ ...ASK, q: 'kia sportage 1971' })
  expect(year.repairs).toEqual([{ drop: 'year', total: BigInt(sportages) }])
  const words = await client.searchListings({
    ...ASK,
    q: 'zzzyx',
    filters: [{ name: 'make', values: ['kia'] }],
  })
  expect(words.repairs).toEqual([
    { drop: 'q', total: BigInt(market.filter(({ facts }) => facts!.make === 'kia').length) },
  ])
})

test('what cannot be searched for is refused with every problem named', async () => {
  const filters = [
    { name: 'maker', values: ['toyota'] },
    { name: 'make', values: ['tesla'] },
    { name: 'priceTo', values: ['30 lac'] },
    { name: 'yearFrom', values: ['2020'] },
    { name: 'yearTo', values: ['2010'] },
    { name: 'certified', values: ['maybe'] },
  ]
  expect(await problems(client.searchListings({ ...ASK, filters }))).toEqual([
    'INVALID_SEARCH',
    'maker UNKNOWN_FILTER',
    'make UNKNOWN_VALUE',
    'priceTo NOT_A_NUMBER',
    'certified UNKNOWN_VALUE',
    'yearFrom RANGE_REVERSED',
  ])
  expect(
    await problems(client.searchListings({ ...ASK, limit: 101, sort: 'best', channel: 'tv' })),
  ).toEqual(['INVALID_SEARCH', 'channel UNKNOWN_VALUE', 'sort UNKNOWN_VALUE', 'limit OUT_OF_RANGE'])
  expect(await problems(client.searchListings({ ...ASK, sort: 'distance' }))).toEqual([
    'INVALID_SEARCH',
    'sort NEAR_REQUIRED',
  ])
})

test('a cursor works only for its own search', async () => {
  const { next: cursor } = await client.searchListings({ ...ASK, limit: 5 })
  expect((await client.searchListings({ ...ASK, limit: 8, after: cursor })).cards).toHaveLength(8)
  expect(
    await problems(client.searchListings({ ...ASK, sort: 'price-asc', after: cursor })),
  ).toContain('INVALID_CURSOR')
  expect(await problems(client.searchListings({ ...ASK, q: 'corolla', after: cursor }))).toContain(
    'INVALID_CURSOR',
  )
  expect(await problems(client.searchListings({ ...ASK, after: 'nonsense' }))).toContain(
    'INVALID_CURSOR',
  )
  expect(await problems(client.searchListings({ ...ASK, after: cursor.slice(0, -4) }))).toContain(
    'INVALID_CURSOR',
  )
})
