// Prices as people type them, say them in ads and paste them from chats.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBound } from './bound.ts'
import { readPrice } from './price.ts'
import { anything, asTyped } from '../test/typed-forms.ts'

test.each([
  ['28.5 lac', 2_850_000],
  ['28,5 lac', 2_850_000],
  ['28,50 lac', 2_850_000],
  ['1,5 crore', 15_000_000],
  ['1,25 crore', 12_500_000],
  ['1.250 crore', 12_500_000],
  ['0,500 crore', 5_000_000],
  ['28.5lacs', 2_850_000],
  ['30 lakh', 3_000_000],
  ['30L', 3_000_000],
  ['1.1 lac', 110_000],
  ['1.2 crore', 12_000_000],
  ['2.5 cr', 25_000_000],
  ['1 crore 20 lac', 12_000_000],
  ['1crore20lac50hazar', 12_050_000],
  ['1 lac 500', 100_500],
  ['950k', 950_000],
  ['3.2 mn', 3_200_000],
  ['28,50,000', 2_850_000],
  ['2,850,000', 2_850_000],
  ['2 850 000', 2_850_000],
  ['2\u202f850\u202f000', 2_850_000],
  ['2.850.000', 2_850_000],
  ['2850,000', 2_850_000],
  ['2850000.00', 2_850_000],
  ['Rs2000000', 2_000_000],
  ['Rs2850000', 2_850_000],
  ['Rs.2850000', 2_850_000],
  ['Rs: 2850000', 2_850_000],
  ['PKR2850000', 2_850_000],
  ['2850000PKR', 2_850_000],
  ['₨ 28,50,000', 2_850_000],
  ['Rs 2850000/-', 2_850_000],
  ['Rs 2850000 /=', 2_850_000],
  ['PKR 13.3 lacs', 1_330_000],
  ['Rs28.5lac', 2_850_000],
  ['lac 28', 2_800_000],
  ['Demand 28 lac', 2_800_000],
  ['28 lac only', 2_800_000],
  ['30 lac tak', 3_000_000],
  ['30 lac se kam', 3_000_000],
  ['under 30 lac', 3_000_000],
  ['۲۸٫۵ لاکھ', 2_850_000],
  ['۲۸،۵ لاکھ', 2_850_000],
  ['٢٨ لاكه', 2_800_000],
  ['لاکھ ۲۸', 2_800_000],
  ['1.2 کروڑ', 12_000_000],
  ['۹۵۰ ہزار', 950_000],
  ['۳۰ لاکھ روپے', 3_000_000],
  ['قیمت ۳۰ لاکھ', 3_000_000],
  ['２８５００００', 2_850_000],
  ['\u202a28,50,000\u202c', 2_850_000],
  ['0', 0],
  ['9 lac 50', 950_000],
  ['9lac50', 950_000],
  ['9 lac 50 hazar', 950_000],
  ['28 lac 05', 2_805_000],
  ['28 lac 00', 2_800_000],
  ['2 crore 85', 28_500_000],
  ['2 crore 05', 20_500_000],
  ['2 crore 85 lac 50', 28_550_000],
  ['2 crore 50000', 20_050_000],
  ['۲ کروڑ ۸۵', 28_500_000],
  ['saade 28 lac', 2_850_000],
  ['sarhe 28 lac', 2_850_000],
  ['saarhe 28lac', 2_850_000],
  ['saade teen crore', 35_000_000],
  ['paune 20 lac', 1_975_000],
  ['sawa 2 crore', 22_500_000],
  ['sawa lac', 125_000],
  ['dedh crore', 15_000_000],
  ['derh crore', 15_000_000],
  ['dhai lac', 250_000],
  ['ek crore', 10_000_000],
  ['ek crore bees lac', 12_000_000],
  ['pachees lac', 2_500_000],
  ['ساڑھے ۲۸ لاکھ', 2_850_000],
  ['ایک کروڑ ۲۰ لاکھ', 12_000_000],
  ['ڈیڑھ کروڑ', 15_000_000],
  ['ڈھائی لاکھ روپے', 250_000],
  ['28 lacks', 2_800_000],
  ['28laks', 2_800_000],
  ['28.5 کڑوڑ', 285_000_000],
  ['28 lac fixed', 2_800_000],
  ['28 lac cash', 2_800_000],
  ['28 lac negotiable', 2_800_000],
  ['28 lac slightly negotiable', 2_800_000],
  ['28 lac hai', 2_800_000],
  ['28 lac neg', 2_800_000],
  ['28 lac final', 2_800_000],
  ['28 lac (fixed)', 2_800_000],
  ['۲۸ لاکھ ہے۔', 2_800_000],
  ['(28 lac)', 2_800_000],
  ['~28 lac', 2_800_000],
  ['"28 lac"', 2_800_000],
  ['28 lakh!', 2_800_000],
  ['Rs 2850000/- only', 2_850_000],
  ['28.50.000', 2_850_000],
  ['28½ lac', 2_850_000],
  ['۲۸ ½ لاکھ', 2_850_000],
  ['½ crore', 5_000_000],
  ['1¼ crore', 12_500_000],
  ['sarhay 28 lac', 2_850_000],
  ['sadhay 28 lac', 2_850_000],
  ['28 lac aur 50 hazar', 2_850_000],
  ['28 lac and 50 thousand', 2_850_000],
  ['2 crore & 50 lac', 25_000_000],
  ['ایک کروڑ اور بیس لاکھ', 12_000_000],
  ['28 لاکھ میں', 2_800_000],
  ['28 lac mein', 2_800_000],
  ['28 lac ke qareeb', 2_800_000],
])('%j is %d rupees', (typed, rupees) => {
  expect(readPrice(typed)).toEqual({
    ok: true,
    value: { rupees, meantLacs: false, guessed: false },
  })
})

test.each([
  ['28 lac 5', 2_805_000],
  ['2 crore 5', 20_500_000],
  ['2 crore 850', 20_000_850],
  ['3 mn 50', 3_000_050],
  ['9 lac 50 rupees', 950_000],
  ['285,0000', 2_850_000],
  ['28,5000', 285_000],
  ['28,50,00', 285_000],
  ['28,50,0000', 28_500_000],
])('%j is most likely %d rupees, and nobody is sure of it', (typed, rupees) => {
  expect(readPrice(typed)).toEqual({
    ok: true,
    value: { rupees, meantLacs: false, guessed: true },
  })
  expect(readBound('price', typed)).toEqual({ ok: false, why: 'unreadable' })
})

test.each([
  ['1.5', 150_000],
  ['4', 400_000],
  ['4.5', 450_000],
  ['5', 500_000],
  ['28.5', 2_850_000],
  ['28,5', 2_850_000],
  ['Rs 30', 3_000_000],
  ['۳۰', 3_000_000],
  ['300', 30_000_000],
])('%j alone most likely means lacs', (typed, rupees) => {
  expect(readPrice(typed)).toEqual({
    ok: true,
    value: { rupees, meantLacs: true, guessed: false },
  })
  expect(readBound('price', typed)).toEqual({ ok: true, value: rupees })
})

test.each([
  ['', 'empty'],
  [' \u200e ', 'empty'],
  ['abc', 'unreadable'],
  ['lac', 'unreadable'],
  ['Rs', 'unreadable'],
  ['20 lac 1 crore', 'unreadable'],
  ['28 lac 30 lac', 'unreadable'],
  ['28 lac 2850000', 'unreadable'],
  ['1 lac 120 hazar', 'unreadable'],
  ['28.5 lac 50', 'unreadable'],
  ['28 lac 50.5', 'unreadable'],
  ['28 lac cash 50', 'unreadable'],
  ['28,5000 lac', 'unreadable'],
  ['ek', 'unreadable'],
  ['saade lac', 'unreadable'],
  ['saade 28.5 lac', 'unreadable'],
  ['do', 'unreadable'],
  ['28 apples', 'unreadable'],
  ['-5 lac', 'unreadable'],
  ['28-30 lac', 'unreadable'],
  ['1,250 lac', 'unreadable'],
  ['1,2,3', 'unreadable'],
  ['1.2.3 lac', 'unreadable'],
  ['1e9', 'unreadable'],
  ['9'.repeat(40), 'unreadable'],
  ['call 0300 1234567', 'unreadable'],
])('%j is %s', (typed, why) => expect(readPrice(typed)).toEqual({ ok: false, why }))

const LAC = 100_000
const grouped = (rupees: number, by: RegExp) => String(rupees).replace(by, ',')
const lacs = fc.integer({ min: 301, max: 99_999 }).map((hundreds) => ({
  rupees: hundreds * 100,
  written: [
    String(hundreds * 100),
    grouped(hundreds * 100, /\B(?=(\d{3})+(?!\d))/g),
    grouped(hundreds * 100, /\B(?=(\d{2})*\d{3}$)/g),
    `${(hundreds * 100) / LAC} lac`,
    `lac ${(hundreds * 100) / LAC}`,
    `${(hundreds * 100) / LAC} لاکھ روپے`,
  ],
}))
const dressed = lacs.chain(({ rupees, written }) =>
  asTyped(
    fc
      .tuple(fc.constantFrom(...written), fc.constantFrom('', 'Rs', 'Rs ', 'PKR', 'Rs. '))
      .map(([text, before]) => (/^\d/.test(text) ? `${before}${text}` : text)),
  ).map((typed) => ({ rupees, typed })),
)

test('one price is read the same in every form', () => {
  fc.assert(
    fc.property(dressed, ({ rupees, typed }) => {
      const price = readPrice(typed)
      expect(price).toEqual({ ok: true, value: { rupees, meantLacs: false, guessed: false } })
    }),
  )
})

test('whatever is typed is whole rupees or refused by name, and reads back as itself', () => {
  fc.assert(
    fc.property(anything, (typed) => {
      const price = readPrice(typed)
      if (!price.ok) {
        expect(['empty', 'unreadable']).toContain(price.why)
        return
      }
      expect(price.value.rupees).toSatisfy((value: number) => Number.isInteger(value) && value >= 0)
      const again = readPrice(String(price.value.rupees))
      const certain = price.value.rupees > 300 || price.value.rupees === 0
      if (certain) expect(again).toMatchObject({ value: { rupees: price.value.rupees } })
    }),
  )
})

test('two digits without a word count in the next smaller unit, and one is asked about', () => {
  const unit = fc.constantFrom(
    ...[
      { word: 'crore', of: 10_000_000, next: LAC },
      { word: 'lac', of: LAC, next: 1_000 },
    ],
  )
  const tailed = fc.tuple(unit, fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }))
  fc.assert(
    fc.property(tailed, ([{ word, of, next }, count, tail]) => {
      expect(readPrice(`${count} ${word} ${tail}`)).toMatchObject({
        value: { rupees: count * of + tail * next, guessed: tail < 10 },
      })
    }),
  )
})

test('commas that group nothing are never a tenth or ten times as much, and never sure', () => {
  const digits = fc.stringMatching(/^[1-9]\d{5,7}$/)
  const slip = digits.chain((text) =>
    fc
      .integer({ min: 2, max: text.length - 4 })
      .map((at) => [text, `${text.slice(0, at)},${text.slice(at)}`] as const),
  )
  fc.assert(
    fc.property(slip, ([text, typed]) => {
      expect(readPrice(typed)).toMatchObject({ value: { rupees: Number(text), guessed: true } })
    }),
  )
})
