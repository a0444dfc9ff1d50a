// What is private is seen however people write it, and ids, times, prices and figures are not.
import { expect, test } from 'vitest'
import { codeNeedle, search, textOf } from './private-texts.ts'

const seen = (text: string): string[] => [
  ...new Set([
    ...search([{ place: 'here', text }]),
    ...search([{ place: 'here', text }], codeNeedle(['123456'])),
  ]),
]

test.each([
  ['{"msg":"sent to 03001234567"}', 'a mobile number'],
  ['{"to":"+92 300 1234567"}', 'a mobile number'],
  ['call 0300-123-4567', 'a mobile number'],
  ['call 0300.1234567', 'a mobile number'],
  ['call 0300 1234567', 'a mobile number'],
  ['call 0300 12 34 567', 'a mobile number'],
  ['call 0300\u00A0123\u20134567', 'a mobile number'],
  ['call (0300) 123 - 4567', 'a mobile number'],
  ['call 0300/1234567', 'a mobile number'],
  ['call +92.300.1234567', 'a mobile number'],
  ['call +92 (0)300 1234567', 'a mobile number'],
  ['call 0092-300-1234567', 'a mobile number'],
  ['call 92 300 123 4567', 'a mobile number'],
  ['call \u06F0\u06F3\u06F0\u06F0-\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6\u06F7', 'a mobile number'],
  ['call \u0660\u0663\u0660\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667', 'a mobile number'],
  ['call \u200E0300\u200F-\u202A1234567', 'a mobile number'],
  ['/x?to=%2B923001234567', 'a mobile number'],
  ['/x?to=0300%201234567', 'a mobile number'],
  ['call me:03001234567.', 'a mobile number'],
  ['0300-1234567-0301-1234567', 'a mobile number'],
  ['authorization: Bearer eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.x', 'a token'],
  ['{"code":"123456"}', 'a code that was sent'],
  ['{"code":"\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6"}', 'a code that was sent'],
  ['\u0006123456', 'a code that was sent'],
])('the eye for what is private sees %o', (text, what) => {
  expect(seen(text)).toEqual([`here holds ${what}`])
})

test.each([
  '{"ms":123456.7}',
  '{"count":1234567}',
  '{"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}',
  '{"minor":"385000000"}',
  '{"id":"0198f6a2-7c1e-7d43-9b21-5a0f03001234"}',
  '{"id":"0198f6a2-7c1e-7d43-9b21-923001234567"}',
  '00-4bf92f3577b34da6a3ce929d0e0e4736-03001234567abcde-01',
  '{"span_id":"03001234567abcde"}',
  '{"ms":0.3001234567}',
  '{"ms":1.03001234567}',
  '{"longitude":92.3001234567}',
  '{"minor":"9230012345670"}',
  '{"seq":"1203001234567"}',
  'Rs 92 300 000',
  'Rs 0300 1234567.50',
  '2026-11-30T03:45:12.345678912Z',
  '20261130T0345123456789Z',
  'from 0345 to 2026-11-30',
  '0300\n1234567',
  '35202-0300123-4',
])('and takes %o for nothing', (text) => {
  expect(seen(text)).toEqual([])
})

test('bytes are read as UTF-8, and what is none of it hides nothing beside it', () => {
  const urdu = '\u06F0\u06F3\u06F0\u06F0 \u06F1\u06F2\u06F3\u06F4\u06F5\u06F6\u06F7'
  for (const text of ['0300-123-4567', urdu]) {
    const bytes = Buffer.concat([Buffer.of(0xff, 0xd8), Buffer.from(text), Buffer.of(0xc3)])
    expect(seen(textOf(bytes))).toEqual(['here holds a mobile number'])
  }
})
