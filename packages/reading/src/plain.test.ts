// What keyboards, chats and web pages put around and between characters changes no reading.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asciiDigits, plainText, plainWords } from './plain.ts'

test.each([
  ['\u202a0300 1234567\u202c', '0300 1234567'],
  ['\ufeff28.5\u00a0lac\u200e', '28.5 lac'],
  ['12\u2007345', '12 345'],
  ['0300\u20111234567', '0300-1234567'],
  ['0300–1234567', '0300-1234567'],
  ['0300−1234567', '0300-1234567'],
  ['０３００－１２３４５６７', '0300-1234567'],
  ['۲۸٫۵ لاکھ', '28.5 لاکھ'],
  ['٢٬٨٥٠٬٠٠٠', '2,850,000'],
  ['२०१६', '2016'],
  ['1\ufe0f\u20e33\ufe0f\u20e3', '13'],
  ['₨ 28', 'Rs 28'],
  ['50000 ㎞', '50000 km'],
])('%j is %j', (typed, plain) => expect(plainText(typed)).toBe(plain))

test('words are found in one spelling, with or without a point', () => {
  expect(plainWords('Rs. 28 لاكه')).toBe(plainWords('rs 28 لاکھ'))
  expect(plainWords('1300 C.C.')).toBe('1300 cc')
})

test('digits of a text become ASCII one by one', () => {
  expect(asciiDigits('۰۳۰۰، ٠٣ and 0300')).toBe('0300، 03 and 0300')
})

test('plain text is plain already, and holds nothing invisible', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const plain = plainText(typed)
      expect(plainText(plain)).toBe(plain)
      expect(plain).not.toMatch(/[\p{Cf}\p{M}۰-۹٠-٩]|\s\s|^\s|\s$/u)
    }),
  )
})
