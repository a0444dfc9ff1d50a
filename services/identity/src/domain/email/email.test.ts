// What is an address, and how often a proof may be asked for.
import { expect, test } from 'vitest'
import { askAgain, parseEmail } from './email.ts'

test.for([
  ['Ali.Khan+cars@Gmail.COM', 'Ali.Khan+cars@gmail.com'],
  [' \u200eali@automart.pk\u200f ', 'ali@automart.pk'],
  ["o'brien@mail.example.com", "o'brien@mail.example.com"],
] as const)('%s is written to as %s', ([typed, email]) => {
  expect(parseEmail(typed)).toBe(email)
})

test.for([
  ...['', 'ali', '@gmail.com', 'ali@', 'ali@gmail', 'a b@gmail.com', 'ali@-x.com', 'ali@x..com'],
  ...['ali@gmail.com\nbcc: x@y.pk', `${'a'.repeat(65)}@gmail.com`, `a@${'b'.repeat(260)}.com`],
  ...['a..b@gmail.com', 'علی@gmail.com', 'ali@[127.0.0.1]', '"a b"@gmail.com'],
])('%j is none', (typed) => {
  expect(() => parseEmail(typed)).toThrowError(expect.objectContaining({ code: 'EMAIL_INVALID' }))
})

const MINUTE = 60_000
const limits = { againAfterMs: MINUTE, mostADay: 3, proofMs: 60 * MINUTE }
const at = (minutes: number) => new Date(minutes * MINUTE)

test('a minute between two mails, three a day, and then the day begins anew', () => {
  const first = askAgain(undefined, at(0), limits)
  expect(() => askAgain(first, at(0.5), limits)).toThrowError(
    expect.objectContaining({ code: 'EMAIL_TOO_MANY', retryAfterMs: MINUTE / 2 }),
  )
  const third = askAgain(askAgain(first, at(1), limits), at(2), limits)
  expect(third.asked).toBe(3)
  expect(() => askAgain(third, at(10), limits)).toThrowError(
    expect.objectContaining({ retryAfterMs: (24 * 60 - 10) * MINUTE }),
  )
  expect(askAgain(third, at(24 * 60), limits).asked).toBe(1)
})
