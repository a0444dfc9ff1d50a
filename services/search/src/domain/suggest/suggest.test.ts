// Suggestions over a small market: by beginnings, nicknames and slips, in three scripts.
import { expect, test } from 'vitest'
import { MARKET } from '../../../test/market/market.ts'
import { vocabularyOf } from '../query/vocabulary.ts'
import { entriesOf } from './entries.ts'
import { MOST_SUGGESTED, suggest } from './suggest.ts'

const vocabulary = vocabularyOf(MARKET)
const source = {
  entries: entriesOf(MARKET, vocabulary),
  vocabulary,
  counts: {
    makes: new Map([
      ['suzuki', 900],
      ['toyota', 800],
    ]),
    models: new Map([
      ['suzuki/cultus', 400],
      ['toyota/corolla', 500],
      ['honda/civic', 300],
      ['suzuki/alto', 200],
    ]),
    cities: new Map([
      ['lahore', 700],
      ['karachi', 600],
    ]),
  },
}
const suggested = (typed: string) => suggest(typed, source, 2026)
const first = (typed: string) => suggested(typed)[0]

test.each([
  ['cor', 'model', 'Toyota Corolla'],
  ['Toyota Cor', 'model', 'Toyota Corolla'],
  ['toyt', 'make', 'Toyota'],
  ['indu', 'model', 'Toyota Corolla'],
  ['cruis', 'model', 'Toyota Land Cruiser'],
  ['khi', 'city', 'Karachi'],
  ['reborn', 'query', 'Honda Civic Reborn (8th generation)'],
  ['hrv', 'model', 'Honda HR-V'],
  ['کرو', 'model', 'ٹویوٹا کرولا'],
  ['پنڈی', 'city', 'راولپنڈی'],
  // Slips of a thumb: a neighbour, two letters swapped, one left out, one twice.
  ['coeolla', 'model', 'Toyota Corolla'],
  ['cvii', 'model', 'Honda Civic'],
  ['lahre', 'city', 'Lahore'],
  ['karracchi', 'city', 'Karachi'],
])('%s begins %s %s', (typed, kind, query) => {
  expect(first(typed)).toMatchObject({ kind, query })
})

test('what there are more ads of comes first', () => {
  const queries = suggested('c').map(({ query }) => query)
  expect(queries.slice(0, 3)).toEqual(['Toyota Corolla', 'Suzuki Cultus', 'Honda Civic'])
})

test('the last word goes on from what the words before it mean', () => {
  expect(first('corolla under 30 lac lah')).toEqual({
    kind: 'query',
    text: { en: 'corolla under 30 lac Lahore', ur: 'corolla under 30 lac لاہور' },
    query: 'corolla under 30 lac Lahore',
  })
  expect(first('honda ci')).toMatchObject({ query: 'Honda Civic' })
  expect(first('lahore civ')).toMatchObject({ query: 'lahore Civic' })
  expect(first('cheapest civ')).toMatchObject({ query: 'cheapest Civic' })
  expect(suggested('honda corol')).toEqual([])
  expect(suggested('lahore kara')).toEqual([])
})

test('nothing typed shows what is popular, and nonsense shows nothing', () => {
  expect(suggested('  ').map(({ query }) => query)).toEqual([
    ...['Toyota Corolla', 'Suzuki Cultus', 'Honda Civic', 'Suzuki Alto'],
    ...['Suzuki', 'Toyota', 'Lahore', 'Karachi'],
  ])
  expect(suggested('qwxz')).toEqual([])
  expect(suggested('۳۰')).toEqual([])
})

test('never more than eight', () => {
  expect(suggested('a').length).toBeLessThanOrEqual(MOST_SUGGESTED)
})

// A suggestion that finds something else than it shows would be a trap.
test('a name that is read as something else is never suggested', () => {
  expect(suggested('alto').map(({ query }) => query)).toEqual(['Suzuki Alto'])
  const { entries } = source
  expect(entries.filter(({ kind }) => kind !== 'generation')).toHaveLength(
    MARKET.makes.length +
      MARKET.makes.flatMap(({ models }) => models).length +
      MARKET.cities.length,
  )
})
