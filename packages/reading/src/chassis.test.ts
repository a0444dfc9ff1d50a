// Chassis numbers as they stand on papers, plates and auction sheets.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readChassis } from './chassis.ts'
import { anything, asTyped } from '../test/typed-forms.ts'

test.each([
  'JTDBR32E030123456',
  'jtdbr32e030123456',
  'JTD BR32E 0301 23456',
  'JTDBR32E0-30123456',
  'JTDBR32E۰۳۰۱۲۳۴۵۶',
  '\u202aJTDBR32E030123456\u202c',
  'ＪＴＤＢＲ３２Ｅ０３０１２３４５６',
  'VIN: JTDBR32E030123456',
  'Chassis No. JTDBR32E030123456.',
  '*JTDBR32E030123456*',
])('%j is one VIN', (typed) =>
  expect(readChassis(typed)).toEqual({
    ok: true,
    value: { kind: 'vin', number: 'JTDBR32E030123456' },
  }),
)

test.each([
  ...['SV30-0169266', 'sv30 0169266', 'SV30 – 0169266', 'SV30‑0169266', 'SV30-۰۱۶۹۲۶۶'],
  ...['chassis: SV30-0169266', 'Chassis No. SV30-0169266', 'Chassis # SV30-0169266'],
  ...['frame number SV30-0169266', 'SV30-0169266.', '(SV30-0169266)', 'چیسز نمبر SV30-0169266'],
])('%j is one frame number', (typed) =>
  expect(readChassis(typed)).toEqual({
    ok: true,
    value: { kind: 'frame', number: 'SV30-0169266' },
  }),
)

test.each([
  ['', 'empty'],
  ['\u200e', 'empty'],
  ['11111111111111111', 'placeholder'],
  ['XXXXXXXXXXXXXXXXX', 'placeholder'],
  ['0000-0000000', 'placeholder'],
  ['xx', 'placeholder'],
  ['NZE141-000000', 'placeholder'],
  ['JTDBR32E0O0123456', 'shape'],
  ['NZE141', 'shape'],
  ['chassis', 'shape'],
  ['chassis: 0000000', 'placeholder'],
  ['not known', 'shape'],
  ['A'.repeat(16) + 'B'.repeat(200), 'shape'],
])('%j is no chassis number: %s', (typed, why) =>
  expect(readChassis(typed)).toEqual({ ok: false, why }),
)

test('a chassis number is read in every form', () => {
  const vin = fc.stringMatching(/^[A-HJ-NPR-Z0-9]{16}[0-9]$/)
  const frame = fc.stringMatching(/^[A-Z0-9]{2,7}-\d{4,6}[1-9]$/)
  const forms = fc
    .oneof(vin, frame)
    .filter((number) => new Set(number.replace('-', '')).size > 1)
    .chain((number) => asTyped(fc.constant(number)).map((typed) => ({ number, typed })))
  fc.assert(
    fc.property(forms, ({ number, typed }) => {
      expect(readChassis(typed)).toMatchObject({ ok: true, value: { number } })
    }),
  )
})

test('what is read reads back as itself, and the rest is refused by name', () => {
  fc.assert(
    fc.property(anything, (typed) => {
      const chassis = readChassis(typed)
      if (!chassis.ok) {
        expect(['empty', 'placeholder', 'shape']).toContain(chassis.why)
        return
      }
      expect(readChassis(chassis.value.number)).toEqual(chassis)
    }),
  )
})
