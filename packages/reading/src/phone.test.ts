// Mobile numbers as people type them and as they come out of contact lists, chats and web pages.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPhone } from './phone.ts'
import { anything, asTyped } from '../test/typed-forms.ts'

test.each([
  '03001234567',
  '3001234567',
  '923001234567',
  '9203001234567',
  '00923001234567',
  '+923001234567',
  '+92(0)3001234567',
  '+92 (0)300 123-4567',
  '+92-300-1234567',
  '(0300) 1234567',
  '0300.123.4567',
  '0300_1234567',
  '0300/1234567',
  '0300‑1234567',
  '0300–1234567',
  '0300\u00a01234567',
  '0300\u20071234567',
  '０３００１２３４５６７',
  '＋９２３００１２３４５６７',
  '۰۳۰۰۱۲۳۴۵۶۷',
  '٠٣٠٠-١٢٣٤٥٦٧',
  '\u202a+92 300 1234567\u202c',
  '\u206603001234567\u2069',
  '\ufeff0300 1234567\u200f',
  'tel:+923001234567',
  '+0092 300 1234567',
  '"03001234567"',
  "'0300 1234567'",
  '“0300 1234567”',
  '03001234567;',
  '0300 1234567 (whatsapp)',
  '0300 1234567 WhatsApp',
  'WhatsApp: 0300 1234567',
  'Ph: 0300 1234567',
  'Ph. No. 0300 1234567',
  'Phone 03001234567',
  'Mobile: 0300-1234567',
  'Mob# 0300-1234567',
  'Cell # +92 300 1234567',
  'Contact No: 0300-1234567',
  '#03001234567',
  'موبائل: 0300 1234567',
  'فون نمبر ۰۳۰۰۱۲۳۴۵۶۷',
  'رابطہ: 0300 1234567',
  'whatsapp:+923001234567',
  '0300 1234567 واٹس ایپ',
  'wa.me/923001234567',
  'https://wa.me/923001234567',
  'https://wa.me/+923001234567?text=Hello',
  'https://api.whatsapp.com/send?phone=923001234567&text=Hi',
])('%j is one and the same number', (typed) =>
  expect(readPhone(typed)).toEqual({ ok: true, value: '+923001234567' }),
)

test('a number of another country is read with its code alone', () => {
  expect(readPhone('+971 50 123 4567')).toEqual({ ok: true, value: '+971501234567' })
  expect(readPhone('0044 7700 900123')).toEqual({ ok: true, value: '+447700900123' })
  expect(readPhone('https://wa.me/971501234567')).toEqual({ ok: true, value: '+971501234567' })
})

test.each([
  ['', 'empty'],
  ['\u200e', 'empty'],
  ['abc', 'unreadable'],
  ['call 03001234567', 'unreadable'],
  ['whatsapp', 'unreadable'],
  ['phone', 'unreadable'],
  ['phonebook 03001234567', 'unreadable'],
  ['wa.me/ayesha', 'unreadable'],
  ['https://example.com/923001234567', 'unreadable'],
  ['0300 1234567 0301 1234567', 'too-long'],
  ['03001234567 ext 5', 'unreadable'],
  ['0300', 'too-short'],
  ['0300 123456', 'too-short'],
  ['+92 300', 'too-short'],
  ['030012345678', 'too-long'],
  ['+9715012345678901', 'too-long'],
  ['042-35761999', 'landline'],
  ['+92 51 1234567', 'landline'],
  ['0'.repeat(200), 'unreadable'],
])('%j is %s', (typed, why) => expect(readPhone(typed)).toEqual({ ok: false, why }))

const national = fc
  .integer({ min: 0, max: 999_999_999 })
  .map((rest) => `3${String(rest).padStart(9, '0')}`)
const forms = national.chain((number) =>
  asTyped(
    fc
      .tuple(
        fc.constantFrom('0', '', '92', '0092', '+92', '+92 (0)', '+92-'),
        fc.constantFrom('', ' ', '-', '.'),
      )
      .map(([prefix, gap]) => `${prefix}${number.slice(0, 3)}${gap}${number.slice(3)}`),
  ).map((typed) => ({ number, typed })),
)

test('every mobile number is read in every form', () => {
  fc.assert(
    fc.property(forms, ({ number, typed }) => {
      expect(readPhone(typed)).toEqual({ ok: true, value: `+92${number}` })
    }),
  )
})

test('whatever is typed is E.164 that reads back as itself, or refused by name', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anything,
        forms.map(({ typed }) => typed),
      ),
      (typed) => {
        const phone = readPhone(typed)
        if (!phone.ok) {
          expect(['empty', 'unreadable', 'too-short', 'too-long', 'landline']).toContain(phone.why)
          return
        }
        expect(phone.value).toMatch(/^\+[1-9]\d{7,14}$/)
        expect(readPhone(phone.value)).toEqual(phone)
      },
    ),
  )
})
