// The index of saved searches finds exactly those that looking at every search one by one finds.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keysOf } from '../../src/domain/alerts/keys.ts'
import type { SavedSearchId } from '../../src/domain/alerts/ids.ts'
import type { SavedSearch } from '../../src/domain/alerts/saved-search.ts'
import { directoryOf } from '../../src/domain/directory.ts'
import { filtersToWire } from '../../src/domain/filters.ts'
import type { Listing } from '../../src/domain/listing.ts'
import { matchAds } from '../../src/usecases/alerts/match-ads.ts'
import type { Matched } from '../../src/usecases/alerts/stores.ts'
import { MARKET } from '../market/market.ts'
import { storesFixture, type StoresFixture } from '../stores-fixture.ts'
import { ads, searches } from './random-market.ts'

let fixture: StoresFixture
beforeAll(async () => {
  fixture = await storesFixture()
})
afterAll(() => fixture[Symbol.asyncDispose]())

const directory = directoryOf(MARKET)
const NAMES = ['make', 'model', 'generation', 'variant', 'city', 'area'] as const
const AROUND: Readonly<Record<string, readonly string[]>> = {
  '31.55,74.34,30': ['lahore'],
  '33.68,73.05,30': ['islamabad', 'rawalpindi'],
}

/** Parameter by parameter, as the address has them. */
function isWanted(search: SavedSearch, ad: Listing): boolean {
  const facts: Readonly<Record<string, number>> = {
    ...{ price: Number(ad.price.minor) / 100, year: ad.year, km: ad.km, engine: ad.engineCc },
  }
  const text = [ad.title, ...NAMES.map((name) => directory.labelOf(name, ad[name], ad.model).en)]
  const words = text.join(' ').toLowerCase().split(/[ .-]/)
  return (
    ad.channels.includes(search.channel) &&
    ad.sellerId !== search.person &&
    search.words.every((word) => words.some((one) => one.startsWith(word))) &&
    filtersToWire(search.filters).every(({ name, values: [first = '', ...more] }) => {
      if (name === 'near') return AROUND[first]?.includes(ad.city) ?? false
      if (name === 'certified') return first === 'false'
      const [, measure = '', end] = /^(\w+)(From|To)$/.exec(name) ?? []
      if (end === 'From') return (facts[measure] ?? 0) >= Number(first)
      if (end === 'To') return (facts[measure] ?? 0) <= Number(first)
      const values = [first, ...more]
      return values.includes(ad[name as 'make']) || isLeftAlone(search, ad, name, values)
    })
  )
}

const MAKE_OF = { corolla: 'toyota', vitz: 'toyota', civic: 'honda', city: 'honda' }
const MODEL_OF = { 'corolla-11th': 'corolla', 'civic-10th': 'civic' }
const CITIES_OF = { 'dha-phase-5': ['karachi', 'lahore'] }
const WIDER: Readonly<Record<string, readonly ['make' | 'model' | 'city', object]>> = {
  model: ['make', MAKE_OF],
  generation: ['model', MODEL_OF],
  area: ['city', CITIES_OF],
}

/** "civic ya toyota": what is named only by its make is not narrowed by the model of another. */
function isLeftAlone(
  search: SavedSearch,
  ad: Listing,
  name: string,
  values: readonly string[],
): boolean {
  const { terms } = search.filters
  const [wider, parents] = WIDER[name] ?? []
  if (!wider || !terms[wider]) return false
  const chosen = terms[wider]
  const parentsOf = (value: string) => [(parents as Record<string, string>)[value]].flat()
  if (!values.every((value) => parentsOf(value).some((one) => chosen.includes(one ?? ''))))
    return false
  if (chosen.includes(ad[wider])) return !values.some((one) => parentsOf(one).includes(ad[wider]))
  return name === 'generation' && isLeftAlone(search, ad, 'model', chosen)
}

async function found(all: readonly SavedSearch[], ad: Listing, priceBefore?: number) {
  const matched: Matched[] = []
  const pending = { add: async (rows: readonly Matched[]) => void matched.push(...rows) }
  const alertTimes = { windowMs: 0, dailyHour: 8, zones: {} }
  const { clock } = fixture
  const match = matchAds({ clock, directory: () => directory, alertTimes })
  await fixture.sql.query('truncate saved_search cascade')
  await fixture.run(async ({ searches: store, predicates, pending: own }) => {
    for (const search of all) await store.insert(search, keysOf(search, directory))
    const occasion = { listing: ad, ...(priceBefore !== undefined && { priceBefore }) }
    await match([occasion], { predicates, pending: { ...own, ...pending } })
  })
  return matched
}

const ids = (rows: readonly { readonly id: SavedSearchId }[]) => rows.map(({ id }) => id).toSorted()

test('an ad finds all searches that want it, and no others', { timeout: 120_000 }, async () => {
  let wanted = 0
  await fc.assert(
    fc.asyncProperty(fc.array(searches, { minLength: 60, maxLength: 60 }), ads, async (all, ad) => {
      const expected = ids(all.filter((search) => isWanted(search, ad)))
      wanted += expected.length
      const matched = await found(all, ad)
      expect(matched.map(({ search }) => search).toSorted()).toEqual(expected)
    }),
    // Made smaller, searches would share their ids.
    { numRuns: 40, seed: 20261128, endOnFailure: true },
  )
  // A property of nothing would prove nothing.
  expect(wanted).toBeGreaterThan(100)
})

const everyone = (filters: SavedSearch['filters'], from: SavedSearch): SavedSearch => ({
  ...from,
  ...{ filters, words: [], channel: 'automart' },
})
const [ad] = fc.sample(ads, { numRuns: 1, seed: 1 }) as [Listing]
const [any] = fc.sample(searches, { numRuns: 1, seed: 2 }) as [SavedSearch]
const cheap: Listing = {
  ...ad,
  channels: ['automart'],
  price: { ...ad.price, minor: 200_000_000n },
}

test.each([
  [2_000_000, 250_000_000, false],
  [2_499_999, 250_000_000, false],
  [2_500_000, 250_000_000, true],
  [2_000_000, undefined, false],
])('up to %s with a price of %s before: only cheaper is %s', async (priceTo, before, drops) => {
  const search = everyone({ terms: {}, ranges: { priceTo }, flags: {} }, any)
  expect(await found([search], cheap, before)).toEqual([
    { search: search.id, listings: [cheap.id], onlyDrops: drops },
  ])
})

test('a seller’s own ad is no news to them', async () => {
  const search = everyone({ terms: { city: [ad.city] }, ranges: {}, flags: {} }, any)
  const own = { ...cheap, sellerId: search.person }
  expect(await found([search], own)).toEqual([])
})

test('a search with more cars and cities than keys is found in every one of them', async () => {
  const many = Array.from({ length: 50 }, (_, at) => `model-${at}`)
  const terms = { model: [...many, ad.model], city: ['multan', 'peshawar', ad.city] }
  const search = everyone({ terms, ranges: {}, flags: {} }, any)
  expect(keysOf(search, directory).keys).toHaveLength(51)
  expect(await found([search], cheap)).toHaveLength(1)
  expect(await found([search], { ...cheap, city: 'faisalabad' })).toEqual([])
})
