// Proves that the URL is the state: what is written can be read back, and any URL reads to
// something sane.
import fc from 'fast-check'
import { LOWEST_PRICE } from '@pk-auto/client-api/listing-bounds.gen'
import { MOST_OF } from '@pk-auto/reading/bound'
import { expect, test } from 'vitest'
import {
  BOUNDS,
  CHOICES,
  dropFilter,
  dropValue,
  filterCount,
  FLAGS,
  SORTS,
  type Bound,
  type SearchState,
} from './search-state.ts'
import {
  formatSearch,
  measureOf,
  MEASURES,
  parseSearch,
  readSearch,
  searchOf,
  searchPath,
} from './search-url.ts'

const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/)
const values = fc.uniqueArray(slug, { minLength: 1, maxLength: 5 }).map((list) => list.toSorted())
const record = <N extends string, T>(names: readonly N[], value: fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(names.map((name) => [name, value])) as Record<N, fc.Arbitrary<T>>, {
    requiredKeys: [],
  })
// What a form or a link of ours may say: no car costs less, and none has a smaller engine.
const RANGES = {
  price: { min: LOWEST_PRICE, max: 900_000_000 },
  year: { min: 1_900, max: 2_199 },
  km: { min: 0, max: MOST_OF.km },
  engine: { min: 300, max: MOST_OF.engine },
}
const bounds = fc.record(
  Object.fromEntries(BOUNDS.map((name) => [name, fc.integer(RANGES[measureOf(name)])])) as Record<
    Bound,
    fc.Arbitrary<number>
  >,
  { requiredKeys: [] },
)
/** Both bounds of a measure the right way round, and no order by distance from nowhere. */
const inOrder = (made: SearchState): SearchState => {
  const sorted: { [name in Bound]?: number } = { ...made.bounds }
  for (const name of MEASURES) {
    const [from, to] = [sorted[`${name}From`], sorted[`${name}To`]]
    if (from !== undefined && to !== undefined && from > to)
      Object.assign(sorted, { [`${name}From`]: to, [`${name}To`]: from })
  }
  const { sort, ...rest } = made
  return {
    ...rest,
    bounds: sorted,
    ...(sort && (sort !== 'distance' || made.near) ? { sort } : {}),
  }
}
const state: fc.Arbitrary<SearchState> = fc
  .record(
    {
      q: fc.stringMatching(/^[a-z\u0627-\u064A&=+%]{1,20}( [a-z0-9]{1,9})?$/),
      choices: record(CHOICES, values),
      bounds,
      flags: fc.subarray([...FLAGS]),
      near: fc.constantFrom('31.52,74.35,25', '-1.5,20,5'),
      sort: fc.constantFrom(...SORTS),
      limit: fc.integer({ min: 1, max: 100 }),
      after: fc.stringMatching(/^[A-Za-z0-9_=-]{1,40}$/),
    },
    { requiredKeys: ['choices', 'bounds', 'flags'] },
  )
  .map((made) => inOrder(made as SearchState))

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

const read = (query: string) => readSearch(new URLSearchParams(query))

test.each([
  ['priceTo=abc', { name: 'priceTo', typed: 'abc', why: 'unreadable' }],
  ['priceTo=99999 crore', { name: 'priceTo', typed: '99999 crore', why: 'too-high' }],
  ['priceTo=301', { name: 'priceTo', typed: '301', why: 'too-low' }],
  ['priceFrom=49,999', { name: 'priceFrom', typed: '49,999', why: 'too-low' }],
  ['priceTo=10 hazar', { name: 'priceTo', typed: '10 hazar', why: 'too-low' }],
  ['priceTo=28 lac 5', { name: 'priceTo', typed: '28 lac 5', why: 'unreadable' }],
  ['engineFrom=130', { name: 'engineFrom', typed: '130', why: 'unreadable' }],
  ['yearFrom=16', { name: 'yearFrom', typed: '16', why: 'unreadable' }],
  ['kmTo=far', { name: 'kmTo', typed: 'far', why: 'unreadable' }],
  ['engineFrom=turbo', { name: 'engineFrom', typed: 'turbo', why: 'unreadable' }],
  ['make=toyota!', { name: 'make', typed: 'toyota!', why: 'unknown' }],
  ['sort=cheapest', { name: 'sort', typed: 'cheapest', why: 'unknown' }],
  ['sort=distance', { name: 'sort', typed: 'distance', why: 'unknown' }],
  ['near=lahore', { name: 'near', typed: 'lahore', why: 'unknown' }],
  ['certified=maybe', { name: 'certified', typed: 'maybe', why: 'unknown' }],
  ['yearFrom=2020&yearTo=2010', { name: 'year', why: 'swapped' }],
])('what cannot be read of %s is named', (query, unread) => {
  expect(read(query).unread).toEqual([unread])
})

test('amounts are read as people type and paste them', () => {
  expect(
    read(
      'priceFrom=Rs2000000&priceTo=28,5 lac&kmFrom=km 50000&kmTo=1.5 lac&engineFrom=1.3 litres' +
        '&engineTo=۱۸۰۰&yearFrom=\u202a2010\u202c&yearTo=２０１６',
    ),
  ).toEqual({
    state: {
      ...{ choices: {}, flags: [] },
      bounds: {
        ...{ priceFrom: 2_000_000, priceTo: 2_850_000, kmFrom: 50_000, kmTo: 150_000 },
        ...{ engineFrom: 1_300, engineTo: 1_800, yearFrom: 2010, yearTo: 2016 },
      },
    },
    unread: [],
  })
})

test.each([
  ['priceTo=4', { priceTo: 400_000 }],
  ['priceTo=4.5', { priceTo: 450_000 }],
  ['priceTo=1.5', { priceTo: 150_000 }],
  ['priceTo=۳۰', { priceTo: 3_000_000 }],
  ['priceFrom=0', { priceFrom: 0 }],
  ['priceFrom=50000', { priceFrom: 50_000 }],
  ['priceFrom=5 lac&priceTo=4', { priceFrom: 400_000, priceTo: 500_000 }],
])('a small price of %s is lacs, never rupees', (query, bounds) => {
  expect(read(query).state.bounds).toEqual(bounds)
})

test('numbers of the server are those numbers, however small', () => {
  const query = { priceTo: 30, priceFrom: 4, engineTo: 130, make: ['kia', 'honda'], hasVideo: true }
  expect(searchOf(query)).toEqual({
    choices: { make: ['honda', 'kia'] },
    bounds: { priceTo: 30, priceFrom: 4, engineTo: 130 },
    flags: ['hasVideo'],
  })
})

test('several values may stand behind commas, and reversed bounds are swapped', () => {
  expect(read('make=toyota,Honda&make=kia،toyota').state.choices.make).toEqual([
    'honda',
    'kia',
    'toyota',
  ])
  expect(read('yearFrom=2020&yearTo=2010').state.bounds).toEqual({ yearFrom: 2010, yearTo: 2020 })
})

test('every parameter with something in it is used or named', () => {
  const parameter = fc.tuple(fc.constantFrom('near', 'sort', ...CHOICES, ...BOUNDS), anyText)
  fc.assert(
    fc.property(parameter, ([name, text]) => {
      const { state: found, unread } = readSearch(new URLSearchParams([[name, text]]))
      const used = formatSearch(found).has(name)
      const isBlank = !/[^\s,]/.test(text)
      expect(used || isBlank || unread.some((one) => one.name === name)).toBe(true)
    }),
  )
})

test('what is read needs no second reading, and its links neither', () => {
  fc.assert(
    fc.property(state, fc.constantFrom('near', 'year', ...CHOICES, ...BOUNDS), (search, name) => {
      for (const one of [search, dropFilter(search, name)])
        expect(readSearch(formatSearch(one)).unread).toEqual([])
    }),
  )
})

test('whoever takes the place out of a search takes the order by distance out too', () => {
  const { state: search } = read('near=31.5,74.3,25&sort=distance&make=kia')
  expect(search.sort).toBe('distance')
  expect(searchPath(dropFilter(search, 'near'))).toBe('/cars?make=kia')
  const newest = read('near=31.5,74.3,25&sort=newest').state
  expect(searchPath(dropFilter(newest, 'near'))).toBe('/cars?sort=newest')
})
