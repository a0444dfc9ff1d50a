// Kilometres, engine sizes and years with their units before, behind or absent.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBound } from './bound.ts'
import { readEngine, readKm, readYear } from './measure.ts'
import { anything, asTyped } from '../test/typed-forms.ts'

test.each([
  ['84000', 84_000],
  ['84,000', 84_000],
  ['84 000 km', 84_000],
  ['84.000', 84_000],
  ['84000.00', 84_000],
  ['km 50000', 50_000],
  ['KM50000', 50_000],
  ['50000km', 50_000],
  ['50,000 kms', 50_000],
  ['50000 kilometers', 50_000],
  ['50 hazar km', 50_000],
  ['45k', 45_000],
  ['45k km', 45_000],
  ['45,5k', 45_500],
  ['1.5 lac', 150_000],
  ['1.1 lac', 110_000],
  ['1,5 lac km', 150_000],
  ['1 lac 20 hazar km', 120_000],
  ['1 lac 20', 120_000],
  ['1 lac 20 km', 120_000],
  ['pachas hazar', 50_000],
  ['pachas hazar km', 50_000],
  ['dedh lac km', 150_000],
  ['پچاس ہزار کلومیٹر', 50_000],
  ['Mileage 50000', 50_000],
  ['mileage: 50,000 km', 50_000],
  ['km: 50000', 50_000],
  ['50000 KM only', 50_000],
  ['80 hazar tak', 80_000],
  ['50000+', 50_000],
  ['50000+ km', 50_000],
  ['~50000 km', 50_000],
  ['50000 km.', 50_000],
  ['50000 driven', 50_000],
  ['۵۰۰۰۰ کلومیٹر چلی ہے', 50_000],
  ['45', 45],
  ['۸۴۰۰۰ کلومیٹر', 84_000],
  ['کلومیٹر ۸۴۰۰۰', 84_000],
  ['۴۵ ہزار کلو میٹر', 45_000],
  ['0', 0],
  ['0 meter', 0],
  ['zero meter', 0],
  ['Zero', 0],
  ['زیرو میٹر', 0],
  ['meter 50000', 50_000],
  ['50000 plus', 50_000],
])('%j is %d km', (typed, km) => expect(readKm(typed)).toEqual({ ok: true, value: km }))

test.each([
  ['1300', 1_300],
  ['1300cc', 1_300],
  ['cc 1300', 1_300],
  ['1,300 cc', 1_300],
  ['1300 C.C.', 1_300],
  ['1.3', 1_300],
  ['1,3', 1_300],
  ['1.3 litres', 1_300],
  ['1.3L', 1_300],
  ['litre 1.3', 1_300],
  ['1.298 l', 1_298],
  ['1.300', 1_300],
  ['1.5-litre', 1_500],
  ['1300-cc', 1_300],
  ['1.3i', 1_300],
  ['1.8 turbo', 1_800],
  ['Engine: 1300 cc', 1_300],
  ['8.0', 8_000],
  ['8 litres', 8_000],
  ['6', 6_000],
  ['360', 360],
  ['550 cc', 550],
  ['2', 2_000],
  ['660', 660],
  ['۱۳۰۰ سی سی', 1_300],
  ['۱٫۳ لیٹر', 1_300],
  ['0', 0],
  ['1.3 i-VTEC', 1_300],
  ['1.8 VVT-i', 1_800],
  ['1.6 vvti', 1_600],
])('%j is %d cc', (typed, cc) => expect(readEngine(typed)).toEqual({ ok: true, value: cc }))

test.each([
  ['2016', 2016],
  ['۲۰۱۶', 2016],
  ['2016 model', 2016],
  ['ماڈل ۲۰۱۶', 2016],
  ['2k16', 2016],
  ['2K7 model', 2007],
  ['Model: 2016', 2016],
  ['(2016)', 2016],
  ['2016.', 2016],
  ['2016ء', 2016],
  ['۲۰۱۶ء', 2016],
  ['سنہ ۲۰۱۶ء', 2016],
  ['MY2016', 2016],
])('%j is the year %d', (typed, year) => expect(readYear(typed)).toEqual({ ok: true, value: year }))

test.each([
  ...['abc', '45 apples', '-5', '12.5 km', 'km', '1,2,3', '50000 60000', '9'.repeat(30)],
  ...['1 lac 5', '5,0000', '45 km 500', '50000 miles'],
])('%j is no distance', (typed) => expect(readKm(typed)).toEqual({ ok: false, why: 'unreadable' }))
test.each([
  ...['abc', '13.5', '1300 litres', 'turbo', '2 lac', '1300 1500'],
  ...['8', '13', '13,00', '130', '130 cc', '299', '0.2', '1,3000'],
])('%j is no engine', (typed) =>
  expect(readEngine(typed)).toEqual({ ok: false, why: 'unreadable' }),
)
test.each(['16', 'abc', '20166', '2016-2018', '1,5 lac', '3016', '2016/17', '2k', '2k160'])(
  '%j is no year',
  (typed) => expect(readYear(typed)).toEqual({ ok: false, why: 'unreadable' }),
)

test('nothing visible is an empty field', () => {
  for (const typed of ['', ' ', '\u200e', '\u00a0'])
    expect([readKm, readEngine, readYear].map((reader) => reader(typed))).toEqual(
      Array.from({ length: 3 }, () => ({ ok: false, why: 'empty' })),
    )
})

const UNITS = {
  km: ['', 'km', ' kms', ' کلومیٹر'],
  engine: ['', 'cc', ' cc', ' سی سی'],
  year: [''],
}
test('a measure is read the same in every form', () => {
  const thousands = (value: number) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  const form = fc
    .constantFrom<'km' | 'engine' | 'year'>('km', 'engine', 'year')
    .chain((measure) =>
      fc.tuple(
        fc.constant(measure),
        measure === 'year'
          ? fc.integer({ min: 1900, max: 2199 })
          : fc.integer({ min: 300, max: 9_999 }),
        fc.constantFrom(...UNITS[measure]),
        fc.boolean(),
        fc.boolean(),
      ),
    )
  const typedForm = form.chain(([measure, value, unit, before, group]) => {
    const digits = group && measure !== 'year' ? thousands(value) : String(value)
    const written = before ? `${unit.trim()} ${digits}` : `${digits}${unit}`
    return asTyped(fc.constant(written)).map((typed) => ({ measure, value, typed }))
  })
  fc.assert(
    fc.property(typedForm, ({ measure, value, typed }) => {
      expect(readBound(measure, typed)).toEqual({ ok: true, value })
    }),
  )
})

test('a bound is a whole number that reads back as itself, or refused by name', () => {
  const measures = fc.constantFrom<'km' | 'engine' | 'year' | 'price'>(
    'km',
    'engine',
    'year',
    'price',
  )
  fc.assert(
    fc.property(measures, anything, (measure, typed) => {
      const bound = readBound(measure, typed)
      if (!bound.ok) {
        expect(['empty', 'unreadable', 'too-high']).toContain(bound.why)
        return
      }
      expect(bound.value).toSatisfy((value: number) => Number.isInteger(value) && value >= 0)
      const ambiguous = measure === 'price' && bound.value > 0 && bound.value <= 300
      if (!ambiguous) expect(readBound(measure, String(bound.value))).toEqual(bound)
    }),
  )
})

test('a bound beyond what any car has is called too high', () => {
  expect(readBound('km', '99 crore')).toEqual({ ok: false, why: 'too-high' })
  expect(readBound('engine', '30000')).toEqual({ ok: false, why: 'too-high' })
  expect(readBound('price', '20000 crore')).toEqual({ ok: false, why: 'too-high' })
})
