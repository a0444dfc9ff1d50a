// Results: the address is the whole question, and search's answer comes out in our shapes.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import {
  Card,
  type SearchListingsRequest,
  SearchListingsResponse,
} from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { visitor, type Visitor } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'

type Problem = { code: string; errors?: { path: string; code: string }[] }
let fixture: GatewayFixture
let anyone: Visitor
beforeAll(async () => {
  fixture = await startGatewayFixture()
  anyone = visitor(fixture.port)
})
beforeEach(() => {
  fixture.search.searchListings = async () => SearchListingsResponse.fromPartial({ next: '' })
})
afterAll(() => fixture[Symbol.asyncDispose]())

const LISTINGS = '/api/v1/listings'
const asked = () => fixture.lastAsked('searchListings')?.request as SearchListingsRequest

test('the address is the whole question: filters by name, some repeated or empty', async () => {
  const query =
    'q=civic%20lahore&city=lahore&city=karachi&make=honda&priceTo=3000000&yearFrom=2015' +
    '&near=31.5,74.3,20&fuel=&sort=price-asc&limit=10&after=abc&lang=ur'
  expect((await anyone.call('GET', `${LISTINGS}?${query}`)).status).toBe(200)
  expect(asked()).toMatchObject({
    market: 'pk',
    channel: 'automart',
    q: 'civic lahore',
    sort: 'price-asc',
    limit: 10,
    after: 'abc',
  })
  expect(Object.fromEntries(asked().filters.map(({ name, values }) => [name, values]))).toEqual({
    ...{
      city: ['lahore', 'karachi'],
      make: ['honda'],
      priceTo: ['3000000'],
      yearFrom: ['2015'],
      near: ['31.5,74.3,20'],
    },
  })
})

test.each([
  'colour=red&doors=4',
  'limit=101',
  'limit=0',
  'limit=ten',
  'priceTo=1&priceTo=2',
  'q=a&q=b',
  'lang=fr',
  `q=${'x'.repeat(201)}`,
  'after=a&after=b',
])('results for ?%s are refused, and search is not asked', async (query) => {
  const before = fixture.asked.length
  expect(await anyone.call('GET', `${LISTINGS}?${query}`)).toMatchObject({
    status: 422,
    body: { code: 'INVALID_FIELDS' },
  })
  expect(fixture.asked.length).toBe(before)
})

test('results have cards, totals, facets on the first page only, and an end', async () => {
  const card = Card.fromPartial({
    id: newId(),
    title: { en: 'Corolla', ur: 'کرولا' },
    price: { minor: 1n, currency: 'PKR' },
    publishedAt: new Date(),
  })
  const label = { en: 'Petrol', ur: 'پیٹرول' }
  fixture.search.searchListings = async ({ after }) =>
    SearchListingsResponse.fromPartial({
      ...{
        cards: [card],
        total: 10_001n,
        totalExact: false,
        understood: [{ name: 'priceTo', values: ['3000000'] }],
        understoodText: 'gli',
        understoodSort: 'price-asc',
        understoodNearPrice: 2_200_000n,
      },
      setAside: [{ text: 'corolla', filter: 'make' }, { text: 'genuine paint' }],
      ...(after === '' && {
        facets: [{ name: 'fuel', values: [{ value: 'petrol', label, count: 3n }] }],
        next: 'more',
      }),
    })
  type Page = {
    items: object[]
    total: object
    facets?: object
    understood: object
    next: string | null
  }
  const first = (await anyone.call<Page>('GET', LISTINGS)).body
  expect(first).toMatchObject({
    total: { value: 10_001, exact: false },
    facets: { fuel: [{ value: 'petrol', label, count: 3 }] },
    next: 'more',
  })
  expect(first.understood).toEqual({
    filters: { priceTo: 3_000_000 },
    sort: 'price-asc',
    nearPrice: 2_200_000,
    text: 'gli',
    setAside: [{ text: 'corolla', filter: 'make' }, { text: 'genuine paint' }],
  })
  const last = (await anyone.call<Page>('GET', `${LISTINGS}?after=more`)).body
  expect(last.facets).toBeUndefined()
  expect(last.next).toBeNull()
})

test('the answer has what of the filters was put right, if anything was', async () => {
  const none: unknown = (await anyone.call('GET', LISTINGS)).body
  expect(none).not.toHaveProperty('corrections')
  fixture.search.searchListings = async () =>
    SearchListingsResponse.fromPartial({
      corrections: [{ filter: 'make', given: 'ٹویوٹا', value: 'toyota' }, { filter: 'year' }],
    })
  const answer = await anyone.call<{ corrections: object[] }>('GET', LISTINGS)
  expect(answer.body.corrections).toEqual([
    { filter: 'make', why: 'named', given: 'ٹویوٹا', value: 'toyota' },
    { filter: 'year', why: 'swapped' },
  ])
})

test('search’s own refusals keep their status and their fields', async () => {
  const fields = [{ path: 'city', code: 'UNKNOWN_VALUE', message: 'atlantis is not a known city' }]
  fixture.search.searchListings = () =>
    Promise.reject(new DomainError('invalid', 'INVALID_SEARCH', {}, { fields }))
  const answer = await anyone.call<Problem>('GET', `${LISTINGS}?city=atlantis`)
  expect(answer).toMatchObject({
    status: 422,
    body: {
      code: 'INVALID_SEARCH',
      errors: [{ path: 'city', message: 'atlantis is not a known city' }],
    },
  })
  const urdu = await anyone.call<Problem>('GET', `${LISTINGS}?city=atlantis`, undefined, {
    'accept-language': 'ur',
  })
  expect(urdu.body).toMatchObject({
    errors: [
      { path: 'city', code: 'UNKNOWN_VALUE', message: 'یہ فہرست میں نہیں؛ فہرست سے کوئی ایک چنیں' },
    ],
  })
})
