// Chosen filters and understood ones, put together.
import { expect, test } from 'vitest'
import { MARKET } from '../../../test/market.ts'
import { directoryOf } from '../directory.ts'
import { type Filters, filtersToWire, NO_FILTERS } from '../filters.ts'
import { applyUnderstood } from './apply.ts'
import { understand } from './understand.ts'
import { vocabularyOf } from './vocabulary.ts'

const directory = directoryOf(MARKET)
const vocabulary = vocabularyOf(MARKET)
const applied = (query: string, chosen: Partial<Filters>) => {
  const { filters, understood, text } = applyUnderstood({ ...NO_FILTERS, ...chosen }, understand(query, vocabulary, 2026), directory)
  const flat = (some: Filters) => Object.fromEntries(filtersToWire(some).map(({ name, values }) => [name, values.join()]))
  return { filters: flat(filters), understood: flat(understood), text }
}

test('without a choice everything understood is applied', () => {
  const { filters, understood } = applied('corolla lahore 30 lac', {})
  expect(filters).toEqual({ make: 'toyota', model: 'corolla', city: 'lahore', priceTo: '3000000' })
  expect(understood).toEqual(filters)
})

test('a chosen filter replaces the understood one of the same name', () => {
  expect(applied('corolla lahore', { terms: { city: ['karachi'] } })).toEqual({
    filters: { make: 'toyota', model: 'corolla', city: 'karachi' },
    understood: { make: 'toyota', model: 'corolla' },
    text: '',
  })
  expect(applied('20 se 30 lac', { ranges: { priceTo: 2_500_000 } }).filters).toEqual({ priceFrom: '2000000', priceTo: '2500000' })
})

test('what contradicts a chosen make, model, city or bound is dropped', () => {
  expect(applied('corolla', { terms: { make: ['honda'] } }).filters).toEqual({ make: 'honda' })
  expect(applied('honda', { terms: { model: ['corolla'] } }).filters).toEqual({ model: 'corolla' })
  expect(applied('reborn', { terms: { model: ['city'] } }).filters).toEqual({ make: 'honda', model: 'city' })
  expect(applied('toyota', { terms: { model: ['corolla'] } }).filters).toEqual({ make: 'toyota', model: 'corolla' })
  expect(applied('clifton', { terms: { city: ['lahore'] } }).filters).toEqual({ city: 'lahore' })
  expect(applied('above 40 lac', { ranges: { priceTo: 3_000_000 } }).filters).toEqual({ priceTo: '3000000' })
})
