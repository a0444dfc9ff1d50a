// What a search without results could do without.
import { expect, test } from 'vitest'
import { type Filters, NO_FILTERS } from './filters.ts'
import { dropsOf } from './search-query.ts'

const drops = (filters: Partial<Filters>, words: readonly string[] = []) =>
  dropsOf({
    market: 'pk',
    channel: 'automart',
    filters: { ...NO_FILTERS, ...filters },
    words,
    sort: 'newest',
  })

test('each filter alone, and the text', () => {
  expect(
    drops({ terms: { city: ['lahore'], make: ['honda'] }, ranges: { priceTo: 1, yearFrom: 2 } }, [
      'gli',
    ]),
  ).toEqual(['make', 'city', 'priceTo', 'yearFrom', 'q'])
})

test('a measure with both bounds goes as one', () => {
  expect(
    drops({
      ranges: { yearFrom: 2015, yearTo: 2015, priceTo: 1, engineFrom: 1250, engineTo: 1350 },
    }),
  ).toEqual(['priceTo', 'year', 'engine'])
})
