// A cursor is bound to its search and survives no tampering.
import { expect, test } from 'vitest'
import { decodeCursor, encodeCursor, queryHash } from './cursor.ts'
import { NO_FILTERS } from '../filters.ts'
import type { SearchQuery } from '../search-query.ts'

const ID = '01900000-0000-7000-8000-000000000001'
const query: SearchQuery = {
  market: 'pk',
  channel: 'automart',
  filters: { ...NO_FILTERS, terms: { make: ['toyota', 'honda'] } },
  words: [],
  sort: 'newest',
}
const hash = queryHash(query)

test('a cursor gives back the sort values it was made of', () => {
  expect(decodeCursor(encodeCursor(hash, [1.5, 7, ID]), hash, 3)).toEqual([1.5, 7, ID])
})

test('the order of values in a filter does not change the search', () => {
  expect(
    queryHash({ ...query, filters: { ...NO_FILTERS, terms: { make: ['honda', 'toyota'] } } }),
  ).toBe(hash)
})

test.for<[string, Partial<SearchQuery>]>([
  ['market', { market: 'ae' }],
  ['channel', { channel: 'autotrader' }],
  ['filter', { filters: { ...NO_FILTERS, terms: { make: ['toyota'] } } }],
  ['bound', { filters: { ...query.filters, ranges: { yearFrom: 2015 } } }],
  ['place', { filters: { ...query.filters, near: { lat: 31.5, lon: 74.3, km: 50 } } }],
  ['word', { words: ['alloy'] }],
  ['order', { sort: 'price-asc' }],
  ['use of its words', { ranks: true }],
  ['price to be near to', { nearPrice: 3_000_000 }],
  ['number of seats', { equipment: [{ field: 'seats', value: 7, words: ['7'] }] }],
])('another %s is another search', ([, change]) => {
  expect(queryHash({ ...query, ...change })).not.toBe(hash)
})

test.for([
  ['another search', encodeCursor('other', [1, ID]), 2],
  ['another number of values', encodeCursor(hash, [1, 2, ID]), 2],
  ['no id at the end', encodeCursor(hash, [1, 2]), 2],
  ['text where a number belongs', encodeCursor(hash, ['1', ID]), 2],
  ['no JSON', 'abc', 2],
  ['an object', Buffer.from('{"a":1}').toString('base64url'), 2],
] as const)('%s is refused', ([, cursor, count]) => {
  expect(() => decodeCursor(cursor, hash, count)).toThrowError('INVALID_CURSOR')
})
