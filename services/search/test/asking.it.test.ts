// What people type and ask on real servers: understood words, words that are left, repairs of an
// empty result, refusals and cursors.
import type { Client } from '@pk-auto/grpc/client'
import type { PublicListing } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningSearch } from '../src/service.ts'
import { ASK, problems } from './ask.ts'
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
  // A known car is not narrowed by its trim: the trim comes first.
  for (const q of ['corolla grande', 'کرولا گرانڈی', 'corolla gran'])
    expect((await found(q))[0]).toBe(grande.id)
  expect(await found('grande')).toEqual([grande.id])
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

test('of one or two words all must match, of more three in four', async () => {
  const own = listing({ facts: { title: 'alloy spoiler winch canopy' } })
  await fixture.publish(listingEvent(own))
  await search.settled()
  const found = async (q: string) =>
    (await client.searchListings({ ...ASK, q })).cards.map(({ id }) => id)
  expect(await found('alloy spoiler')).toEqual([own.id])
  expect(await found('alloy snorkel')).toEqual([])
  expect(await found('alloy spoiler winch snorkel')).toEqual([own.id])
  expect(await found('alloy spoiler snorkel roofrack')).toEqual([])
})

test('a whole word counts more than the beginning of one, and more than being newer', async () => {
  const whole = listing({ facts: { title: 'tow bar' } })
  const beginning = listing({ facts: { title: 'towing hook' } })
  await fixture.publish(listingEvent(whole), listingEvent(beginning))
  await search.settled()
  const { cards } = await client.searchListings({ ...ASK, q: 'tow' })
  expect(cards.map(({ id }) => id)).toEqual([whole.id, beginning.id])
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
    filters: [{ name: 'fuel', values: ['cng'] }],
  })
  const cng = market.filter(({ facts }) => facts!.fuel === 'cng').length
  expect(words.repairs).toEqual([{ drop: 'q', total: BigInt(cng) }])
  // Neither without the words nor without the price is there any: both go.
  const both = await client.searchListings({
    ...ASK,
    q: 'zzzyx under 60000',
    filters: [{ name: 'fuel', values: ['cng'] }],
  })
  expect(both.repairs).toEqual([{ drop: 'q', also: 'priceTo', total: BigInt(cng) }])
})

test('a filter takes its values by name, and the answer has their slugs', async () => {
  const named = await client.searchListings({
    ...ASK,
    filters: [
      { name: 'make', values: ['کیا', 'kia'] },
      { name: 'model', values: ['Sportage'] },
      { name: 'registrationCity', values: ['lhr'] },
    ],
  })
  const plain = await client.searchListings({
    ...ASK,
    filters: [
      { name: 'make', values: ['kia'] },
      { name: 'model', values: ['sportage'] },
      { name: 'registrationCity', values: ['lahore'] },
    ],
  })
  expect(named).toEqual({
    ...plain,
    corrections: [
      { filter: 'make', given: 'کیا', value: 'kia' },
      { filter: 'model', given: 'Sportage', value: 'sportage' },
      { filter: 'registrationCity', given: 'lhr', value: 'lahore' },
    ],
  })
  expect(plain.corrections).toEqual([])
})

test('the name of a model is none of a make, and one of two cars is none', async () => {
  const filters = [{ name: 'make', values: ['کرولا'] }]
  expect(await problems(client.searchListings({ ...ASK, filters }))).toEqual([
    ...['INVALID_SEARCH', 'make UNKNOWN_VALUE'],
  ])
})

test('bounds that come the wrong way round are swapped, and the answer says so', async () => {
  const bounds = (yearFrom: string, yearTo: string) => [
    { name: 'yearFrom', values: [yearFrom] },
    { name: 'yearTo', values: [yearTo] },
  ]
  const reversed = await client.searchListings({ ...ASK, filters: bounds('2020', '2010') })
  const right = await client.searchListings({ ...ASK, filters: bounds('2010', '2020') })
  expect(Number(right.total)).toBeGreaterThan(0)
  expect(reversed).toEqual({
    ...right,
    corrections: [{ filter: 'year', given: '', value: '' }],
  })
})

test('what cannot be searched for is refused with every problem named', async () => {
  const filters = [
    { name: 'maker', values: ['toyota'] },
    { name: 'make', values: ['tesla'] },
    { name: 'priceTo', values: ['thirty apples'] },
    { name: 'certified', values: ['maybe'] },
  ]
  expect(await problems(client.searchListings({ ...ASK, filters }))).toEqual([
    'INVALID_SEARCH',
    'maker UNKNOWN_FILTER',
    'make UNKNOWN_VALUE',
    'priceTo NOT_A_NUMBER',
    'certified UNKNOWN_VALUE',
  ])
  expect(
    await problems(client.searchListings({ ...ASK, limit: 101, sort: 'best', channel: 'tv' })),
  ).toEqual(['INVALID_SEARCH', 'channel UNKNOWN_VALUE', 'sort UNKNOWN_VALUE', 'limit OUT_OF_RANGE'])
  expect(await problems(client.searchListings({ ...ASK, sort: 'distance' }))).toEqual([
    'INVALID_SEARCH',
    'sort NEAR_REQUIRED',
  ])
})

test('a bound is read as people type and paste it', async () => {
  const found = async (values: Readonly<Record<string, string>>) => {
    const filters = Object.entries(values).map(([name, value]) => ({ name, values: [value] }))
    const { total } = await client.searchListings({ ...ASK, filters })
    return total
  }
  expect(
    await found({ priceTo: '\u202a۲۸،۵ لاکھ\u202c', kmTo: 'km 1.5 lac', engineFrom: '1.3 litre' }),
  ).toEqual(await found({ priceTo: '2850000', kmTo: '150000', engineFrom: '1300' }))
  expect(await found({ priceTo: 'Rs2850000' })).not.toEqual(await found({ priceTo: '1' }))
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
