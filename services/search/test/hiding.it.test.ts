// Ads that one person does not want to see: pages stay full, totals stay true, others see them.
import type { Client } from '@pk-auto/grpc/client'
import { newId } from '@pk-auto/kernel/id'
import type { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ASK, problems } from './ask.ts'
import { listing, listingEvent, searchFixture, type SearchFixture } from './search-fixture.ts'

let fixture: SearchFixture
let client: Client<typeof SearchDefinition>
/** The newest first, as an empty search lists them. */
const ids: string[] = []

beforeAll(async () => {
  fixture = await searchFixture()
  const facets = { freshMs: 3_600_000, staleMs: 3_600_000, maxEntries: 100 }
  const search = await fixture.start({ facets })
  client = fixture.clientOf(search)
  const ads = [1, 2, 3, 4, 5].map(() => listing())
  ids.unshift(...ads.map(({ id }) => id).toReversed())
  await fixture.publish(...ads.map(listingEvent))
  await search.settled()
})
afterAll(() => fixture[Symbol.asyncDispose]())

const find = async (asked: Partial<typeof ASK> = {}) => {
  const { cards, total, facets, next, repairs } = await client.searchListings({ ...ASK, ...asked })
  const make = facets.find(({ name }) => name === 'make')?.values[0]?.count
  return { ids: cards.map(({ id }) => id), total, make, next, repairs }
}

test('a page without the hidden ads is as full as any, and so is the total', async () => {
  const hide = [ids[1]!, newId()]
  expect(await find({ limit: 3, hide })).toMatchObject({
    ...{ ids: [ids[0], ids[2], ids[3]], total: 4n },
  })
  expect(await find({ limit: 3 })).toMatchObject({ ids: ids.slice(0, 3), total: 5n })
})

test('facets come from the cache that all share, whatever one of them hides', async () => {
  expect(await find({ hide: ids })).toMatchObject({ ids: [], total: 0n, make: 5n })
  expect(await find()).toMatchObject({ total: 5n, make: 5n })
})

test('a cursor goes on when another ad has been hidden in between', async () => {
  const { next } = await find({ limit: 2 })
  expect(await find({ limit: 2, after: next, hide: [ids[0]!, ids[2]!] })).toMatchObject({
    ids: [ids[3], ids[4]],
  })
})

test('no way out is offered that leads to hidden ads alone', async () => {
  const filters = [{ name: 'colour', values: ['red'] }]
  const offered = async (hide: string[]) =>
    (await client.searchListings({ ...ASK, filters, hide })).repairs
  expect(await offered([])).toEqual([{ drop: 'colour', total: 5n }])
  expect(await offered(ids)).toEqual([])
})

test('more than 200 are refused', async () => {
  const hide = Array.from({ length: 201 }, () => newId())
  expect(await problems(client.searchListings({ ...ASK, hide }))).toEqual(['TOO_MANY_IDS'])
})
