// What may stay in the text of an error, and what is taken out of it.
import { expect, test } from 'vitest'
import { maskedMessage } from './masking.ts'

test.each([
  'connect ECONNREFUSED 127.0.0.1:55432',
  'duplicate key value violates unique constraint "person_phone_key"',
  'null value in column "phone" of relation "person" violates not-null constraint',
  "Cannot read properties of undefined (reading 'seller')",
  'not stopped after 25000 ms',
  'no listing 0190a0b0-c0d0-7e0f-8a1b-2c3d4e5f6071',
])('%s stays as it is', (text) => expect(maskedMessage(new Error(text))).toBe(text))

test.each([
  ['nobody has +92 300 1112233', 'nobody has …'],
  ['0300-1112233 is unknown', '… is unknown'],
  ['code 482913 is wrong', 'code … is wrong'],
  ['mail to ali@example.com failed', 'mail to … failed'],
  ['GET /cars?q=white+corolla failed', 'GET /cars… failed'],
  ['frame NZE1416012345678 twice', 'frame … twice'],
  ['the word kachnarabcdefabcd1e leaks', 'the word … leaks'],
  ['it says "please call me" here', 'it says "…" here'],
])('%s is masked', (text, left) => expect(maskedMessage(new Error(text))).toBe(left))

test('what cannot be read as data is quoted nowhere', () => {
  const data = Object.assign(new Error('invalid input syntax for type bigint: "Ali"'), {
    code: '22P02',
  })
  expect(maskedMessage(data)).toBe('invalid input syntax for type bigint: "…"')
  const json = new SyntaxError('Unexpected token \'s\', "salam" is not valid JSON')
  expect(maskedMessage(json)).not.toContain('salam')
})
