// Prices as people type them, say them in ads and paste them from chats.
import fc from 'fast-check'
import { expect, test } from 'vitest'
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
])('%j is %d rupees', (typed, rupees) => {
  expect(readPrice(typed)).toEqual({ ok: true, value: { rupees, meantLacs: false } })
})

test.each([
  ['5', 500_000],
  ['28.5', 2_850_000],
  ['28,5', 2_850_000],
  ['Rs 30', 3_000_000],
  ['۳۰', 3_000_000],
  ['300', 30_000_000],
])('%j alone most likely means lacs', (typed, rupees) => {
  expect(readPrice(typed)).toEqual({ ok: true, value: { rupees, meantLacs: true } })
})

test.each([
  ['', 'empty'],
  [' \u200e ', 'empty'],
  ['abc', 'unreadable'],
  ['lac', 'unreadable'],
  ['Rs', 'unreadable'],
  ['20 lac 1 crore', 'unreadable'],
  ['28 lac 30 lac', 'unreadable'],
  ['28 apples', 'unreadable'],
  ['-5 lac', 'unreadable'],
  ['28-30 lac', 'unreadable'],
  ['1,250 lac', 'unreadable'],
  ['28,50,00', 'unreadable'],
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
      expect(price).toEqual({ ok: true, value: { rupees, meantLacs: false } })
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
      const certain = price.value.rupees > 300 || price.value.rupees < 5
      if (certain) expect(again).toMatchObject({ value: { rupees: price.value.rupees } })
    }),
  )
})
