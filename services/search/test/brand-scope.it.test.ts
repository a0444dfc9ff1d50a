// One brand never sees another's ads on real servers: not in hits, facets or repairs, and not out
// of the cache of facets that another question has filled a moment before.
import type { Client } from '@pk-auto/grpc/client'
import type { PublicListing } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ASK } from './ask.ts'
import { listing, listingEvent, searchFixture, type SearchFixture } from './search-fixture.ts'

type Asked = Partial<Parameters<Client<typeof SearchDefinition>['searchListings']>[0]>

let fixture: SearchFixture
/** Counts facets anew for every question. */
let fresh: Client<typeof SearchDefinition>
/** Answers facets from its cache for an hour. */
let cached: Client<typeof SearchDefinition>

/** The same car on every brand, each in its own colour. */
const ads: readonly PublicListing[] = [
  listing({ facts: { colour: 'white' } }),
  listing({ facts: { colour: 'black', channels: ['autotrader'] } }),
  listing({ market: 'ae', facts: { colour: 'red' } }),
]
const [seen] = ads

beforeAll(async () => {
  fixture = await searchFixture()
  const [search, caching] = [
    await fixture.start(),
    await fixture.start({
      roles: new Set(['api']),
      facets: { freshMs: 3_600_000, staleMs: 3_600_000, maxEntries: 100 },
    }),
  ]
  fresh = fixture.clientOf(search)
  cached = fixture.clientOf(caching)
  await fixture.publish(...ads.map(listingEvent))
  await search.settled()
  // Whole, but not live: what the index holds of a removed ad is less, and lacks a market too.
  const index = fixture.alias
  const { _source: whole } = await fixture.elastic.get<object>({ index, id: seen!.id })
  await fixture.elastic.index({
    index,
    id: 'removed',
    document: { ...whole, id: 'removed', live: false, colour: 'silver' },
    refresh: true,
  })
  await caching.settled()
})
afterAll(() => fixture[Symbol.asyncDispose]())

const coloursOf = (answer: Awaited<ReturnType<typeof fresh.searchListings>>) =>
  answer.facets
    .find(({ name }) => name === 'colour')
    ?.values.map(({ value, count }) => `${value} ${count}`)

test.for([
  [{}, 'white'],
  [{ channel: 'autotrader' }, 'black'],
  [{ market: 'ae' }, 'red'],
  [{ market: 'ae', channel: 'autotrader' }, undefined],
] as const)('asking %j shows and counts only its own ads', async ([brand, colour]) => {
  const answer = await fresh.searchListings({ ...ASK, ...brand })
  expect(answer.cards.map(({ id }) => id)).toEqual(
    ads.flatMap(({ id, facts }) => (facts?.colour === colour ? [id] : [])),
  )
  expect(coloursOf(answer)).toEqual(colour === undefined ? [] : [`${colour} 1`])
  const empty = await fresh.searchListings({
    ...ASK,
    ...brand,
    filters: [{ name: 'priceTo', values: ['1000'] }],
  })
  expect(empty.repairs).toEqual(colour === undefined ? [] : [{ drop: 'priceTo', total: 1n }])
})

const filter = (name: string, ...values: string[]) => ({ filters: [{ name, values }] })

/** Each differs from the others in one thing only, and each pair in what it counts or could. */
const QUESTIONS: readonly Asked[] = [
  {},
  { channel: 'autotrader' },
  { market: 'ae' },
  { q: 'corolla' },
  { q: 'nothing-like-it' },
  filter('city', 'lahore'),
  filter('city', 'karachi'),
  filter('registrationCity', 'karachi'),
  filter('priceTo', '1000000'),
  filter('priceFrom', '1000000'),
  filter('yearFrom', '2020'),
  filter('certified', 'true'),
  filter('certified', 'false'),
  filter('near', '33.6,73.05,50'),
  filter('near', '31.5,74.3,50'),
]

test('no two questions share an entry of the cache, in whatever order they come', async () => {
  const counts = async (client: typeof fresh, asked: Asked) =>
    (await client.searchListings({ ...ASK, ...asked })).facets.map(({ name, values }) => [
      name,
      values.map(({ value, count }) => `${value} ${count}`),
    ])
  for (const asked of [...QUESTIONS, ...QUESTIONS.toReversed()])
    expect([asked, await counts(cached, asked)]).toEqual([asked, await counts(fresh, asked)])
})

test('the cache is on: one question is counted once, whatever its order and page', async () => {
  const asked = { ...ASK, ...filter('city', 'multan') }
  expect(coloursOf(await cached.searchListings(asked))).toEqual([])
  await fixture.publish(listingEvent(listing({ facts: { city: 'multan' } })))
  const counted = async () => coloursOf(await fresh.searchListings(asked))
  await expect.poll(counted, { timeout: 10_000 }).toEqual(['white 1'])
  const answer = await cached.searchListings({ ...asked, sort: 'price-asc', limit: 3 })
  expect([answer.cards.length, coloursOf(answer)]).toEqual([1, []])
})
