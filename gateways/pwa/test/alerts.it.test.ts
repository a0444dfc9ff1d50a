// /alerts: queries as objects, keys and versions in the headers, nothing for strangers.
import { newId } from '@pk-auto/kernel/id'
import {
  type CreateSavedSearchRequest,
  SavedSearch,
  type UpdateSavedSearchRequest,
} from '@pk-auto/proto/pkauto/search/v1/alerts'
import { Card } from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, seller, visitor, type Visitor } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'

const ALERTS = '/api/v1/alerts'
let fixture: GatewayFixture
let who: Visitor
beforeAll(async () => {
  fixture = await startGatewayFixture()
  who = await seller(fixture.port)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const id = newId()
const saved = (change: Partial<SavedSearch> = {}) =>
  SavedSearch.fromPartial({
    ...{ id, version: 1, frequency: 'instant', channels: ['push'], words: 'grande', unseen: 2 },
    filters: [
      { name: 'city', values: ['lahore'] },
      { name: 'priceTo', values: ['3000000'] },
      { name: 'certified', values: ['true'] },
      { name: 'near', values: ['31.5,74.3,50'] },
    ],
    createdAt: new Date('2026-11-28T12:00:00Z'),
    ...change,
  })
const query = { q: 'grande', city: 'lahore', make: ['toyota', 'honda'], priceTo: 3_000_000 }
const body = { query, channels: ['push'], frequency: 'instant' }

test('a query goes to search as filters, and comes back as parameters', async () => {
  fixture.search.createSavedSearch = async () => ({ search: saved(), matches: 7n })
  const { status, headers, body: made } = await who.call('POST', ALERTS, body, KEY())
  expect([status, headers.get('etag')]).toEqual([201, '"1"'])
  expect(made).toEqual({
    ...{ id, version: 1, name: '', channels: ['push'], frequency: 'instant', new: 2, matches: 7 },
    query: {
      q: 'grande',
      city: ['lahore'],
      priceTo: 3_000_000,
      certified: true,
      near: '31.5,74.3,50',
    },
    createdAt: '2026-11-28T12:00:00.000Z',
  })
  const asked = fixture.lastAsked('createSavedSearch')?.request as CreateSavedSearchRequest
  expect(asked).toMatchObject({ market: 'pk', channel: 'automart', q: 'grande', name: '' })
  expect(Object.fromEntries(asked.filters.map(({ name, values }) => [name, values]))).toEqual({
    ...{ city: ['lahore'], make: ['toyota', 'honda'], priceTo: ['3000000'] },
  })
})

test.each([
  ['no channel', { ...body, channels: [] }],
  ['an unknown frequency', { ...body, frequency: 'hourly' }],
  ['an unknown filter', { ...body, query: { doors: 4 } }],
  ['a field nobody asked for', { ...body, personId: id }],
])('%s is refused, and search is not asked', async (_, wrong) => {
  const before = fixture.asked.length
  expect((await who.call('POST', ALERTS, wrong, KEY())).status).toBe(422)
  expect(fixture.asked.length).toBe(before)
})

test('making one needs a key, changing one needs its version', async () => {
  expect((await who.call('POST', ALERTS, body)).status).toBe(400)
  expect((await who.call('PATCH', `${ALERTS}/${id}`, { name: 'x' })).status).toBe(428)
  fixture.search.updateSavedSearch = async () => saved({ version: 4, name: 'Mine' })
  const headers = { 'if-match': '"3"' }
  const changed = await who.call('PATCH', `${ALERTS}/${id}`, { name: 'Mine' }, headers)
  expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"4"'])
  const asked = fixture.lastAsked('updateSavedSearch')?.request as UpdateSavedSearchRequest
  expect(asked).toEqual({
    ...{ id, expectedVersion: 3, name: 'Mine', frequency: undefined, channels: [] },
  })
  expect((await who.call('PATCH', `${ALERTS}/${id}`, {}, headers)).status).toBe(422)
})

test('the list and the matches come page by page', async () => {
  fixture.search.listSavedSearches = async () => ({ searches: [saved()], next: 'more' })
  const list = await who.call('GET', `${ALERTS}?limit=5`)
  expect(list.body).toMatchObject({ items: [{ id, new: 2 }], next: 'more' })
  const card = Card.fromPartial({
    ...{ id: newId(), price: { minor: 1n, currency: 'PKR' }, publishedAt: new Date() },
  })
  fixture.search.getSavedSearchMatches = async () => ({ cards: [card], next: '' })
  const matches = await who.call('GET', `${ALERTS}/${id}/matches`)
  expect(matches.body).toMatchObject({ items: [{ id: card.id }], next: null })
})

test('deleting answers with nothing', async () => {
  fixture.search.deleteSavedSearch = async () => ({})
  expect((await who.call('DELETE', `${ALERTS}/${id}`)).status).toBe(204)
})

test('nobody but a person has any', async () => {
  const anyone = visitor(fixture.port)
  const one = `${ALERTS}/${id}`
  for (const [method, path, sent, headers] of [
    ['GET', ALERTS],
    ['GET', `${one}/matches`],
    ['POST', ALERTS, body, KEY()],
    ['PATCH', one, { name: 'x' }, { 'if-match': '"1"' }],
    ['DELETE', one],
  ] as const)
    expect((await anyone.call(method, path, sent, headers)).status).toBe(401)
})
