// Chosen filters and understood ones, put together.
import { expect, test } from 'vitest'
import { MARKET } from '../../../test/market/market.ts'
import { directoryOf } from '../directory.ts'
import { type Filters, filtersToWire, NO_FILTERS } from '../filters.ts'
import { applyUnderstood } from './apply.ts'
import { understand } from './understand.ts'
import { vocabularyOf } from './vocabulary.ts'

const directory = directoryOf(MARKET)
const vocabulary = vocabularyOf(MARKET)
const applied = (query: string, chosen: Partial<Filters>) => {
  const { filters, understood, text, setAside } = applyUnderstood(
    { ...NO_FILTERS, ...chosen },
    understand(query, vocabulary, 2026),
    directory,
  )
  const flat = (some: Filters) =>
    Object.fromEntries(filtersToWire(some).map(({ name, values }) => [name, values.join()]))
  return { filters: flat(filters), understood: flat(understood), text, setAside }
}

test('without a choice everything understood is applied', () => {
  const { filters, understood } = applied('corolla lahore under 30 lac', {})
  expect(filters).toEqual({ make: 'toyota', model: 'corolla', city: 'lahore', priceTo: '3000000' })
  expect(understood).toEqual(filters)
})

test('a chosen filter replaces the understood one of the same name', () => {
  expect(applied('corolla lahore', { terms: { city: ['karachi'] } })).toEqual({
    filters: { make: 'toyota', model: 'corolla', city: 'karachi' },
    understood: { make: 'toyota', model: 'corolla' },
    text: '',
    setAside: [{ text: 'lahore', filter: 'city' }],
  })
  expect(applied('20 se 30 lac', { ranges: { priceTo: 2_500_000 } }).filters).toEqual({
    priceFrom: '2000000',
    priceTo: '2500000',
  })
})

test('what contradicts a chosen make, model, city or bound is dropped', () => {
  expect(applied('corolla', { terms: { make: ['honda'] } }).filters).toEqual({ make: 'honda' })
  expect(applied('honda', { terms: { model: ['corolla'] } }).filters).toEqual({ model: 'corolla' })
  expect(applied('reborn', { terms: { model: ['city'] } }).filters).toEqual({
    make: 'honda',
    model: 'city',
  })
  expect(applied('toyota', { terms: { model: ['corolla'] } }).filters).toEqual({
    make: 'toyota',
    model: 'corolla',
  })
  expect(applied('clifton', { terms: { city: ['lahore'] } }).filters).toEqual({ city: 'lahore' })
  expect(applied('above 40 lac', { ranges: { priceTo: 3_000_000 } }).filters).toEqual({
    priceTo: '3000000',
  })
})

test.each<[string, Partial<Filters>, object[]]>([
  ['corolla', { terms: { make: ['honda'] } }, [{ text: 'corolla', filter: 'make' }]],
  ['Corola lhr', { terms: { model: ['civic'] } }, [{ text: 'Corola', filter: 'model' }]],
  ['lahore', { terms: { city: ['karachi'] } }, [{ text: 'lahore', filter: 'city' }]],
  ['lahore ya karachi', { terms: { city: ['karachi'] } }, [{ text: 'lahore', filter: 'city' }]],
  ['28 lac', { ranges: { priceTo: 1_000_000 } }, [{ text: '28 lac', filter: 'priceTo' }]],
  [
    'above 40 lac',
    { ranges: { priceTo: 3_000_000 } },
    [{ text: 'above 40 lac', filter: 'priceTo' }],
  ],
  [
    '20 se 30 lac',
    { ranges: { priceTo: 2_500_000 } },
    [{ text: '20 se 30 lac', filter: 'priceTo' }],
  ],
  ['2015', { ranges: { yearFrom: 2018 } }, [{ text: '2015', filter: 'yearFrom' }]],
  ['reborn', { terms: { model: ['city'] } }, [{ text: 'reborn', filter: 'model' }]],
  ['clifton', { terms: { city: ['lahore'] } }, [{ text: 'clifton', filter: 'city' }]],
  ['under 12 lac under 15 lac', {}, [{ text: 'under 15 lac', filter: 'priceTo' }]],
  ['genuine paint corolla', {}, [{ text: 'genuine paint' }]],
])('«%s» against %j: the words that lost come back', (query, chosen, setAside) => {
  expect(applied(query, chosen).setAside).toEqual(setAside)
})

test.each<[string, Partial<Filters>]>([
  ['corolla lahore 28 lac 2015', {}],
  ['toyota corolla', { terms: { make: ['toyota'] } }],
  ['toyota', { terms: { model: ['corolla'] } }],
  ['28 lac', { ranges: { priceTo: 2_800_000 } }],
  ['2010 2012', {}],
  ['12 lac 15 lac', {}],
  ['dha phase 5 lahore', { terms: { city: ['lahore'] } }],
])('«%s» agrees with %j: nothing is set aside', (query, chosen) => {
  expect(applied(query, chosen).setAside).toEqual([])
})
