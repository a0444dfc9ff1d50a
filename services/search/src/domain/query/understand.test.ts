// What people really type, in three scripts, and what must be understood of it.
import { readPrice } from '@pk-auto/reading/price'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AMOUNT_QUERIES } from '../../../test/market/amount-queries.ts'
import { MARKET } from '../../../test/market/market.ts'
import { NAME_QUERIES, type QueryTable } from '../../../test/market/name-queries.ts'
import { WISH_QUERIES } from '../../../test/market/wish-queries.ts'
import { fold } from './words/fold.ts'
import { tokenise } from './tokens.ts'
import { understand } from './understand.ts'
import { vocabularyOf } from './vocabulary.ts'

const vocabulary = vocabularyOf(MARKET)
const THIS_YEAR = 2026

/** `make=toyota model=corolla priceTo=3000000 | text that is left` */
function understood(query: string): string {
  const { terms, ranges, nearPrice, sort, text } = understand(query, vocabulary, THIS_YEAR)
  const phrases = [
    ...(sort ? [`sort=${sort}`] : []),
    ...Object.entries(terms).map(([name, values]) => `${name}=${values.join(',')}`),
    ...Object.entries(ranges).map(([name, value]) => `${name}=${value}`),
    ...(nearPrice === undefined ? [] : [`nearPrice=${nearPrice}`]),
  ]
  return `${phrases.sort().join(' ')} | ${text}`.trim()
}

const TABLE: QueryTable = { ...NAME_QUERIES, ...AMOUNT_QUERIES, ...WISH_QUERIES }

describe.for(Object.entries(TABLE))('%s', ([, rows]) => {
  test.for(rows.map((row) => [...row]))('«%s» means «%s»', ([query, filters, text = '']) => {
    expect(understood(query ?? '')).toBe(`${filters} | ${text}`.trim())
  })
})

test('the table stays a real test: 200 queries and more', () => {
  expect(Object.values(TABLE).flat().length).toBeGreaterThanOrEqual(200)
})

const WORDS = [
  ...Object.values(TABLE).flat(),
  ['se to - tak lac 20 30 2015 city fit hr v km cc 1.3 1.3l k 50k کے سے', ''],
].flatMap(([query]) => query?.split(' ') ?? [])
const anyQuery = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(' ')),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...WORDS),
        fc.nat(99_999_999).map(String),
        fc.constantFrom('-', '+', ',', '.', '<'),
      ),
      { maxLength: 14 },
    )
    .map((words) => words.join('')),
)

/** A price as sellers, chats and other sites write it. */
const WRITTEN: readonly ((rupees: number) => string)[] = [
  (rupees) => `Rs${rupees}`,
  (rupees) => `Rs. ${rupees.toLocaleString('en-IN')}/-`,
  (rupees) => `PKR${rupees.toLocaleString('en-US')}`,
  (rupees) => rupees.toLocaleString('de-DE'),
  (rupees) => `${rupees / 100_000} lac`,
  (rupees) => `Rs${String(rupees / 100_000).replace('.', ',')} lakh`,
  (rupees) => `${rupees.toLocaleString('ur-PK-u-nu-arabext')} روپے`,
  (rupees) => `Rs ${rupees.toLocaleString('en-IN').replaceAll(',', ' ')}`,
  (rupees) => rupees.toLocaleString('en-US').replaceAll(',', '\u00a0'),
  (rupees) => `\u200e${rupees}\u00a0rupees\u200e`,
]

test('a price that a field reads is the same price in a search', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 21, max: 1_999 }).map((halves) => halves * 50_000),
      fc.constantFrom(...WRITTEN),
      (rupees, write) => {
        const typed = write(rupees)
        expect(readPrice(typed)).toMatchObject({ value: { rupees } })
        expect(understood(`${typed} tak`)).toBe(`priceTo=${rupees} |`)
      },
    ),
  )
})

test('whatever is typed, understanding never throws and leaves only words that were typed', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      const { text } = understand(query, vocabulary, THIS_YEAR)
      const typed = tokenise(query).map(({ raw }) => raw)
      for (const { raw } of tokenise(text))
        expect(typed.some((word) => word.includes(raw))).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('understanding what is left finds nothing more', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      const { text } = understand(query, vocabulary, THIS_YEAR)
      expect(understand(text, vocabulary, THIS_YEAR)).toEqual({
        terms: {},
        ranges: {},
        text,
        phrases: [],
      })
    }),
    { numRuns: 500 },
  )
})

test('every part that is understood names the words it came from', () => {
  const { phrases } = understand(
    'genuine paint corolla Lahore ka number 12 lac 15 lac',
    vocabulary,
    THIS_YEAR,
  )
  expect(phrases.map(({ text }) => text)).toEqual([
    'corolla',
    'Lahore',
    '12 lac',
    '15 lac',
    'genuine paint',
  ])
})

test('bounds are never the wrong way round', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      const { ranges } = understand(query, vocabulary, THIS_YEAR)
      for (const name of ['price', 'year', 'km', 'engine'] as const)
        expect(ranges[`${name}From`] ?? 0).toBeLessThanOrEqual(ranges[`${name}To`] ?? Infinity)
    }),
    { numRuns: 300 },
  )
})

test('folding is idempotent, so what is folded twice still matches', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text))
    }),
  )
})
