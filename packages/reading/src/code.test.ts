// People may paste whatever they have copied: the digits, or the message around them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeSoFar, readCode } from './code.ts'
import { anything, asTyped } from '../test/typed-forms.ts'

test.each([
  '002506',
  '002 506',
  '00-25-06',
  '۰۰۲۵۰۶',
  '٠٠٢٥٠٦',
  '００２５０６',
  '\u2066002506\u2069',
  '\u202a002506\u202c',
  '002\u00a0506',
  '002–506',
  '<#> Automart 002506',
  '<#> Automart 002506 is your code. It works for 5 minutes.',
  '002506 is your Automart code. It works for 5 minutes.\n\n@automart.pk #002506',
  '\u2066002506\u2069 آپ کا آٹو مارٹ کوڈ ہے۔ یہ 5 منٹ تک کارآمد ہے۔',
  'آپ کا کوڈ ۰۰۲۵۰۶ ہے',
  'Code:002506.',
  'G-002506',
  'In 5 minutes: 002-506',
  'From 03001234567: code 002506',
  'From 03001234567, 002506',
  'Order 123456, automart\n@automart.pk #002506',
  '002506 002506',
  '002506002506',
  'Rs 100000 paid, code 002506',
  'Rs 100000 paid. Your OTP is 002 506',
  'Order 123456 ka OTP: 002506',
  '۱۰۰۰۰۰ روپے، کوڈ ۰۰۲۵۰۶',
  'آرڈر 123456، آپ کا کوڈ ہے: 002506',
  '002506, again 002506',
  '002506 is your Automart code. Your order: 123456',
])('%j holds the code', (typed) => {
  expect(readCode(typed)).toEqual({ ok: true, value: '002506' })
  expect(codeSoFar(typed)).toBe('002506')
})

test('while somebody types, what is there so far', () => {
  expect(['', '0', '00250', '0025067'].map(codeSoFar)).toEqual(['', '0', '00250', '002506'])
})

test('of two codes in a message none is filled in', () => {
  expect(codeSoFar('Order 123456: 002506')).toBe('')
  expect(codeSoFar('123456 002506')).toBe('')
})

test.each([
  ['', 'empty'],
  ['\u200e', 'empty'],
  ['00250', 'digits'],
  ['0025067', 'digits'],
  ['abc', 'digits'],
  ['in 5 minutes at 12 and 345', 'digits'],
  ['Order 123456: 002506', 'digits'],
  ['Rs 100000 paid. 002 506 is yours', 'digits'],
  ['code 123456, code 002506', 'digits'],
  ['123456 002506', 'digits'],
  ['code 002 506 7', 'digits'],
])('%j is no code: %s', (typed, why) => expect(readCode(typed)).toEqual({ ok: false, why }))

const code = fc.integer({ min: 0, max: 999_999 }).map((number) => String(number).padStart(6, '0'))

test('a code is read in every form and in every message', () => {
  const forms = code.chain((digits) =>
    asTyped(
      fc.constantFrom(
        digits,
        `${digits.slice(0, 3)} ${digits.slice(3)}`,
        `${digits.slice(0, 3)}-${digits.slice(3)}`,
        `<#> Automart ${digits}`,
        `آپ کا کوڈ ${digits} ہے`,
        `Your code: ${digits}. Valid for 5 minutes.`,
      ),
    ).map((typed) => ({ digits, typed })),
  )
  fc.assert(
    fc.property(forms, ({ digits, typed }) => {
      expect(readCode(typed)).toEqual({ ok: true, value: digits })
    }),
  )
})

test('whatever is pasted is six digits that read back as themselves, or refused by name', () => {
  fc.assert(
    fc.property(anything, (typed) => {
      const read = readCode(typed)
      expect(codeSoFar(typed)).toMatch(/^\d{0,6}$/)
      if (!read.ok) {
        expect(['empty', 'digits']).toContain(read.why)
        return
      }
      expect(readCode(read.value)).toEqual(read)
      expect(codeSoFar(typed)).toBe(read.value)
    }),
  )
})
