// Every way people write a number leads to one E.164, and nothing else gets through.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePhone } from './phone.ts'

const open = { callingCodes: ['+92'], sandbox: true }
const production = { ...open, sandbox: false }

test.each([
  '03001234567',
  '3001234567',
  '923001234567',
  '00923001234567',
  '+923001234567',
  '+92(0)3001234567',
  '+92 (0)300 123-4567',
  '0300-1234567',
  '۰۳۰۰۱۲۳۴۵۶۷',
  '٠٣٠٠١٢٣٤٥٦٧',
  '\u202a+92 300 1234567\u202c',
])('%s is one and the same number', (typed) => {
  expect(parsePhone(typed, production)).toBe('+923001234567')
})

test.each([
  '',
  'abc',
  '0300',
  '03001234567 ext 5',
  '042-35761999',
  '030012345678',
  '0391-1234567',
  'call 03001234567',
  '0'.repeat(200),
])('%s is no mobile number', (typed) => {
  expect(() => parsePhone(typed, open)).toThrowError('PHONE_INVALID')
})

test('a number of another country is refused as such', () => {
  expect(() => parsePhone('+14155550123', open)).toThrowError('PHONE_MARKET_CLOSED')
})

test('a sandbox number works everywhere but in production', () => {
  expect(parsePhone('0360-1234567', open)).toBe('+923601234567')
  expect(() => parsePhone('0360-1234567', production)).toThrowError('PHONE_INVALID')
})

test('any typed text is either a Pakistani mobile number or refused by name', () => {
  const typed = fc.oneof(fc.string(), fc.stringMatching(/^[+0-9۰-۹() -]{0,20}$/u))
  fc.assert(
    fc.property(typed, (text) => {
      try {
        return /^\+923\d{9}$/.test(parsePhone(text, open))
      } catch (error) {
        return error instanceof Error && /^PHONE_(INVALID|MARKET_CLOSED)$/.test(error.message)
      }
    }),
  )
})
