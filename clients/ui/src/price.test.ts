// Proves that prices are read as the market types them and shown as it reads them.
import fc from 'fast-check'
import { HIGHEST_PRICE, LOWEST_PRICE } from '@pk-auto/client-api/listing-bounds.gen'
import { readBound } from '@pk-auto/reading/bound'
import { expect, test } from 'vitest'
import { en } from './i18n/en.ts'
import { ur } from './i18n/ur.ts'
import {
  exactPrice,
  formatPrice,
  moneyOf,
  priceInWords,
  readAskingPrice,
  rupeesOf,
  shortPrice,
  typedPrice,
} from './price.ts'

test.each([
  ['28.5 lac', 2_850_000],
  ['Rs2850000', 2_850_000],
  ['28,5 lac', 2_850_000],
  ['۳۰ لاکھ روپے', 3_000_000],
  ['9 lac 50', 950_000],
  ['saade 28 lac', 2_850_000],
])('%s is an asking price of %d rupees', (typed, rupees) => {
  expect(readAskingPrice(typed)).toEqual({ kind: 'rupees', rupees })
})

test.each(['1.5', '4', '5', '28.5', '300'])(
  'a bare %s most likely means lacs and is asked about',
  (typed) => {
    expect(readAskingPrice(typed)).toEqual({ kind: 'ask', rupees: Number(typed) * 100_000 })
  },
)

test.each([
  ['28 lac 5', 2_805_000],
  ['2 crore 5', 20_500_000],
  ['285,0000', 2_850_000],
])('%s may mean several prices, and the likeliest is asked about', (typed, rupees) => {
  expect(readAskingPrice(typed)).toEqual({ kind: 'ask', rupees })
})

test.each([
  ['0.4', 'too-low'],
  ['49,999', 'too-low'],
  ['301', 'too-low'],
  ['900 crore', 'too-high'],
  ['lac', 'unreadable'],
  ['20 lac 1 crore', 'unreadable'],
  ['call me', 'unreadable'],
  ['28 apples', 'unreadable'],
  ['', 'empty'],
  ['  ', 'empty'],
])('%s is %s', (typed, kind) => {
  expect(readAskingPrice(typed).kind).toBe(kind)
})

test('prices are shown in the words of each language', () => {
  expect(formatPrice(2_850_000, 'en')).toBe('Rs 28.5 lac')
  expect(formatPrice(2_850_000, 'ur')).toBe('28.5 لاکھ روپے')
  expect(formatPrice(12_000_000, 'en')).toBe('Rs 1.2 crore')
  expect(formatPrice(95_000, 'en')).toBe('Rs 95,000')
  expect(exactPrice(12_345_678, 'en')).toBe('Rs 1,23,45,678')
  expect(priceInWords(12_850_500, 'en')).toBe('1 crore 28 lac 50 thousand 500 rupees')
  expect(priceInWords(2_850_000, 'ur')).toBe('28 لاکھ 50 ہزار روپے')
})

test('what rounds to a hundred lac is a crore', () => {
  const shown = (rupees: number) => shortPrice(rupees, 'en')
  expect([9_990_000, 9_994_999, 9_999_999, 10_000_000].map(shown)).toEqual([
    '99.9 lac',
    '99.95 lac',
    '1 crore',
    '1 crore',
  ])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: HIGHEST_PRICE }), (rupees) => {
      const [, lacs = '0'] = /^(.+) lac$/.exec(shown(rupees)) ?? []
      expect(Number(lacs)).toBeLessThan(100)
    }),
  )
})

test('a shown price of whole thousands reads back as itself in both languages', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 50, max: 9_999 }),
      fc.constantFrom('en' as const, 'ur' as const),
      (thousands, locale) => {
        const rupees = thousands * 1_000
        expect(readAskingPrice(formatPrice(rupees, locale))).toEqual({ kind: 'rupees', rupees })
        expect(readAskingPrice(exactPrice(rupees, locale))).toEqual({ kind: 'rupees', rupees })
        expect(readAskingPrice(priceInWords(rupees, locale))).toEqual({ kind: 'rupees', rupees })
      },
    ),
  )
})

test('a shown price never misleads by more than half a percent', () => {
  fc.assert(
    fc.property(fc.integer({ min: LOWEST_PRICE, max: 2_000_000_000 }), (rupees) => {
      const bound = readBound('price', shortPrice(rupees, 'en'))
      const read = bound.ok ? bound.value : 0
      expect(Math.abs(read - rupees) / rupees).toBeLessThan(0.005)
    }),
  )
})

test('rupees survive the wire', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (rupees) => {
      expect(rupeesOf(moneyOf(rupees))).toBe(rupees)
    }),
  )
})

test('a bound shown in a field reads back as the same bound', () => {
  expect([2_850_000, 2_855_555, 12_345_678].map((rupees) => typedPrice(rupees, 'en'))).toEqual([
    '28.5 lac',
    '28,55,555',
    '1,23,45,678',
  ])
  fc.assert(
    fc.property(
      fc.integer({ min: 301, max: 2_000_000_000 }),
      fc.constantFrom('en' as const, 'ur' as const),
      (rupees, locale) => {
        expect(readBound('price', typedPrice(rupees, locale))).toEqual({ ok: true, value: rupees })
      },
    ),
  )
})

test('what can be typed is what an ad may cost, and the sentence says where that starts', () => {
  const kindOf = (rupees: number) => readAskingPrice(String(rupees)).kind
  expect([LOWEST_PRICE - 1, LOWEST_PRICE, HIGHEST_PRICE, HIGHEST_PRICE + 1].map(kindOf)).toEqual([
    'too-low',
    'rupees',
    'rupees',
    'too-high',
  ])
  expect(readAskingPrice('150 crore').kind).toBe('too-high')
  for (const words of [en, ur])
    expect(words['sell.price.low']).toContain(LOWEST_PRICE.toLocaleString('en'))
})
