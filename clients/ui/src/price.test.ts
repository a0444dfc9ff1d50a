// Proves that prices are read as the market types them and shown as it reads them.
import fc from 'fast-check'
import {
  HIGHEST_PRICE,
  HIGHEST_PRICE_BOUND,
  LOWEST_PRICE,
} from '@pk-auto/client-api/price-bounds.gen'
import { expect, test } from 'vitest'
import { en } from './i18n/en.ts'
import { ur } from './i18n/ur.ts'
import {
  exactPrice,
  formatPrice,
  moneyOf,
  priceInWords,
  readPrice,
  readPriceBound,
  rupeesOf,
  shortPrice,
  typedPrice,
} from './price.ts'

test.each([
  ['28.5 lac', 2_850_000],
  ['28.5lacs', 2_850_000],
  ['30 lakh', 3_000_000],
  ['30 lk', 3_000_000],
  ['30L', 3_000_000],
  ['1.2 crore', 12_000_000],
  ['2.5 cr', 25_000_000],
  ['1 crore 20 lac', 12_000_000],
  ['1 crore 20 lac 50 hazar', 12_050_000],
  ['950k', 950_000],
  ['3.2 mn', 3_200_000],
  ['28,50,000', 2_850_000],
  ['2,850,000', 2_850_000],
  ['Rs 2850000/-', 2_850_000],
  ['PKR 13.3 lacs', 1_330_000],
  ['30 lac tak', 3_000_000],
  ['30 lac se kam', 3_000_000],
  ['under 30 lac', 3_000_000],
  ['۲۸٫۵ لاکھ', 2_850_000],
  ['٢٨ لاكه', 2_800_000],
  ['1.2 کروڑ', 12_000_000],
  ['۹۵۰ ہزار', 950_000],
  ['۳۰ لاکھ روپے', 3_000_000],
])('%s is read as %d rupees', (typed, rupees) => {
  expect(readPrice(typed)).toEqual({ kind: 'rupees', rupees })
})

test.each(['5', '28.5', '300'])('a bare %s most likely means lacs and is asked about', (typed) => {
  expect(readPrice(typed)).toEqual({ kind: 'ask', rupees: Number(typed) * 100_000 })
})

test.each([
  ['4', 'too-low'],
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
  expect(readPrice(typed).kind).toBe(kind)
})

test('a bound of a search takes a bare 30 as lacs without asking', () => {
  expect(readPriceBound('30')).toBe(3_000_000)
  expect(readPriceBound('0')).toBe(0)
  expect(readPriceBound('nonsense')).toBeUndefined()
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

test('a shown price of whole thousands reads back as itself in both languages', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 50, max: 9_999 }),
      fc.constantFrom('en' as const, 'ur' as const),
      (thousands, locale) => {
        const rupees = thousands * 1_000
        expect(readPrice(formatPrice(rupees, locale))).toEqual({ kind: 'rupees', rupees })
        expect(readPrice(exactPrice(rupees, locale))).toEqual({ kind: 'rupees', rupees })
        expect(readPrice(priceInWords(rupees, locale))).toEqual({ kind: 'rupees', rupees })
      },
    ),
  )
})

test('a shown price never misleads by more than half a percent', () => {
  fc.assert(
    fc.property(fc.integer({ min: LOWEST_PRICE, max: 2_000_000_000 }), (rupees) => {
      const read = readPriceBound(shortPrice(rupees, 'en')) ?? 0
      expect(Math.abs(read - rupees) / rupees).toBeLessThan(0.005)
    }),
  )
})

test('reading never throws', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(...Array.from('0123456789.,-/ lacrkhmnRs۲۸٫٬لاکھکروڑہزار٢٨')),
      }),
      (typed) => {
        expect(typeof readPrice(typed).kind).toBe('string')
      },
    ),
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
        expect(readPriceBound(typedPrice(rupees, locale))).toBe(rupees)
      },
    ),
  )
})

test('a search may look beyond what an ad may cost, as far as the server looks', () => {
  expect(readPriceBound('150 crore')).toBe(1_500_000_000)
  expect(readPriceBound(String(HIGHEST_PRICE_BOUND))).toBe(HIGHEST_PRICE_BOUND)
  expect(readPriceBound(String(HIGHEST_PRICE_BOUND + 1))).toBeUndefined()
})

test('what can be typed is what an ad may cost, and the sentence says where that starts', () => {
  const kindOf = (rupees: number) => readPrice(String(rupees)).kind
  expect([LOWEST_PRICE - 1, LOWEST_PRICE, HIGHEST_PRICE, HIGHEST_PRICE + 1].map(kindOf)).toEqual([
    'too-low',
    'rupees',
    'rupees',
    'too-high',
  ])
  expect(readPrice('150 crore').kind).toBe('too-high')
  for (const words of [en, ur])
    expect(words['sell.price.low']).toContain(LOWEST_PRICE.toLocaleString('en'))
})
