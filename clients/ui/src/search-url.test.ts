// Proves that the URL is the state: what is written can be read back, and any URL reads to
// something sane.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  BOUNDS,
  CHOICES,
  dropFilter,
  dropValue,
  filterCount,
  FLAGS,
  SORTS,
  type SearchState,
} from './search-state.ts'
import { formatSearch, parseSearch, searchPath } from './search-url.ts'

const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/)
const values = fc.uniqueArray(slug, { minLength: 1, maxLength: 5 }).map((list) => list.toSorted())
const record = <N extends string, T>(names: readonly N[], value: fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(names.map((name) => [name, value])) as Record<N, fc.Arbitrary<T>>, {
    requiredKeys: [],
  })
const state: fc.Arbitrary<SearchState> = fc
  .record(
    {
      q: fc.stringMatching(/^[a-z\u0627-\u064A&=+%]{1,20}( [a-z0-9]{1,9})?$/),
      choices: record(CHOICES, values),
      bounds: record(BOUNDS, fc.integer({ min: 301, max: 900_000_000 })),
      flags: fc.subarray([...FLAGS]),
      near: fc.constantFrom('31.52,74.35,25', '-1.5,20,5'),
      sort: fc.constantFrom(...SORTS),
      limit: fc.integer({ min: 1, max: 100 }),
      after: fc.stringMatching(/^[A-Za-z0-9_=-]{1,40}$/),
    },
    { requiredKeys: ['choices', 'bounds', 'flags'] },
  )
  .map((made) => made as SearchState)

// What people and robots put into addresses: words, digits in both scripts, units, separators,
// nothing at all.
const anyText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'true',
    'Toyota',
    '28.5 lac',
    '۳۰ لاکھ',
    '1e9',
    '-5',
    '2015',
    '31.5,74.3,25',
    'newest',
    '99999999999999999999',
  ),
  fc.string({ unit: fc.constantFrom(...Array.from('aZ09-., &=+%/۰۹کلخ')), maxLength: 12 }),
)

test('a formatted search is parsed back as itself', () => {
  fc.assert(
    fc.property(state, (search) => {
      expect(parseSearch(new URLSearchParams(formatSearch(search).toString()))).toEqual(search)
    }),
  )
})

test('any query string reads to a state whose URL is stable', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.constantFrom(
            'q',
            'sort',
            'limit',
            'after',
            'near',
            'x',
            ...CHOICES,
            ...BOUNDS,
            ...FLAGS,
          ),
          anyText,
        ),
        { maxLength: 8 },
      ),
      (query) => {
        const once = formatSearch(parseSearch(new URLSearchParams(query)))
        expect(formatSearch(parseSearch(once)).toString()).toBe(once.toString())
      },
    ),
  )
})

test('market words, Urdu digits and capitals in a URL are understood', () => {
  const search = parseSearch(
    new URLSearchParams(
      'make=Toyota&make=toyota&priceTo=28.5+lac&kmTo=۵۰,۰۰۰&yearFrom=2015' +
        '&certified=true&sort=sideways&limit=999',
    ),
  )
  expect(search).toEqual({
    choices: { make: ['toyota'] },
    bounds: { priceTo: 2_850_000, kmTo: 50_000, yearFrom: 2015 },
    flags: ['certified'],
  })
})

test('empty fields of a plain form leave no trace', () => {
  expect(searchPath(parseSearch(new URLSearchParams('q=&make=&priceFrom=&priceTo=&sort=')))).toBe(
    '/cars',
  )
})

test('edits start again at the first page', () => {
  const search: SearchState = {
    choices: { make: ['kia', 'toyota'] },
    bounds: { priceTo: 3_000_000 },
    flags: ['inspected'],
    q: 'red',
    after: 'x',
  }
  expect(dropValue(search, 'make', 'kia')).toEqual({
    choices: { make: ['toyota'] },
    bounds: { priceTo: 3_000_000 },
    flags: ['inspected'],
    q: 'red',
  })
  expect(dropFilter(search, 'make').choices).toEqual({})
  expect(dropFilter(search, 'priceTo').bounds).toEqual({})
  expect(
    dropFilter({ ...search, bounds: { yearFrom: 2015, yearTo: 2015, priceTo: 1 } }, 'year').bounds,
  ).toEqual({ priceTo: 1 })
  expect(dropFilter(search, 'inspected').flags).toEqual([])
  expect(dropFilter(search, 'q')).not.toHaveProperty('q')
  expect(filterCount(search)).toBe(4)
})

test('dropping a value leaves the search as it was without it, on its first page', () => {
  fc.assert(
    fc.property(state, fc.constantFrom(...CHOICES), slug, (search, name, value) => {
      const values = search.choices[name] ?? []
      fc.pre(!values.includes(value))
      const { after: _after, ...first } = search
      const more = { ...search, choices: { ...search.choices, [name]: [...values, value] } }
      expect(dropValue(more, name, value)).toEqual(first)
    }),
  )
})
