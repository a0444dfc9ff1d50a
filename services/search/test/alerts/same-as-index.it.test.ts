// What is counted for a saved search is what its page then shows: the matcher and the index agree.
import { CreateSavedSearchRequest } from '@pk-auto/proto/pkauto/search/v1/alerts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filtersToWire } from '../../src/domain/filters.ts'
import { listing, listingEvent, searchFixture, type SearchFixture } from '../search-fixture.ts'
import { ads, searches } from './random-market.ts'

const SEED = 20261129
let fixture: SearchFixture
let search: Awaited<ReturnType<SearchFixture['start']>>
beforeAll(async () => {
  fixture = await searchFixture()
  const { alerts } = fixture.config
  search = await fixture.start({ alerts: { ...alerts, mostSearches: 1_000 } })
  await search.settled()
})
afterAll(() => fixture[Symbol.asyncDispose]())

const requests = fc.sample(searches, { numRuns: 150, seed: SEED }).map(({ filters, words }) =>
  CreateSavedSearchRequest.fromPartial({
    filters: filtersToWire(filters).map(({ name, values }) => ({ name, values: [...values] })),
    ...{ q: words.join(' '), frequency: 'instant', channels: ['push'] },
  }),
)
const market = fc.sample(ads, { numRuns: 120, seed: SEED }).map((ad) =>
  listing({
    facts: {
      ...{ make: ad.make, model: ad.model, generation: ad.generation, variant: ad.variant },
      ...{ year: ad.year, price: ad.price, km: ad.km, engineCc: ad.engineCc, fuel: ad.fuel },
      ...{ city: ad.city, area: ad.area, title: ad.title, channels: [...ad.channels] },
    },
  }),
)

test('for every search as many ads are new as its page shows', { timeout: 120_000 }, async () => {
  const client = fixture.clientOf(search)
  const owner = fixture.person()
  const saved: string[] = []
  for (const request of requests)
    await client.createSavedSearch(request, await fixture.keyed(owner)).then(
      (made) => void saved.push(made.search!.id),
      // Bounds the wrong way round, or a search for everything.
      (error: unknown) => expect(error).toMatchObject({ kind: 'invalid' }),
    )
  expect(saved.length).toBeGreaterThan(50)
  await fixture.publish(...market.map(listingEvent))
  await search.settled()
  const { rows } = await fixture.sql.query<{ search_id: string; unseen: number }>(
    'select search_id, unseen from saved_search_match',
  )
  const counted = new Map(rows.map((row) => [row.search_id, row.unseen]))
  expect(rows.filter(({ unseen }) => unseen > 0).length).toBeGreaterThan(20)
  const call = await fixture.as(owner)
  const shown = async (id: string, after = ''): Promise<number> => {
    const wanted = { id, page: { limit: 100, after } }
    const { cards, next } = await client.getSavedSearchMatches(wanted, call)
    return cards.length + (next === '' ? 0 : await shown(id, next))
  }
  for (const id of saved) expect([id, await shown(id)]).toEqual([id, counted.get(id)])
})
