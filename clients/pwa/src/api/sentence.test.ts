// Proves that every failure becomes a sentence a person can act on.
import { translator } from '@pk-auto/ui/i18n'
import { expect, test } from 'vitest'
import { sentenceOf } from './sentence.ts'

const words = translator('en')

test('a known code has its own sentence, whatever the server answered', () => {
  expect(sentenceOf({ status: 422, code: 'OTP_WRONG', detail: 'x' }, words)).toBe(
    words('error.OTP_WRONG'),
  )
  expect(sentenceOf({ status: 429, code: 'OTP_TOO_MANY', retryAfter: 40 }, words)).toContain(
    '40 seconds',
  )
})

test('a refusal without a sentence of ours is shown in the server’s words', () => {
  expect(
    sentenceOf({ status: 409, code: 'LISTING_NOT_LIVE', detail: 'The ad is not live.' }, words),
  ).toBe('The ad is not live.')
})

// The gateway says most things in the title alone.
test('a refusal without a detail is shown by its title', () => {
  const notLive = { status: 409, code: 'LISTING_NOT_LIVE', title: 'This ad is not live' }
  expect(sentenceOf(notLive, words)).toBe('This ad is not live')
  const foreign = {
    status: 403,
    code: 'ORIGIN_FOREIGN',
    title: 'This request did not come from our site; open our page again',
  }
  expect(sentenceOf(foreign, words)).toBe(foreign.title)
})

test('only TERMS_DUE asks for the terms; any other 403 is shown in the server’s words', () => {
  const terms = { status: 403, code: 'TERMS_DUE', detail: 'Please accept the terms first' }
  expect(sentenceOf(terms, words)).toBe('Please accept the terms of use first.')
  const foreign = {
    status: 403,
    code: 'ORIGIN_FOREIGN',
    detail: 'This request did not come from our site; open our page again',
  }
  expect(sentenceOf(foreign, words)).toBe(foreign.detail)
  expect(sentenceOf({ status: 403, code: 'UNKNOWN' }, words)).toBe(
    words('error.unknown', { trace: 'UNKNOWN' }),
  )
})

test.each([
  [0, 'error.offline'],
  [401, 'error.signIn'],
  [412, 'error.stale'],
  [503, 'error.unavailable'],
] as const)('status %d alone becomes %s', (status, key) => {
  expect(sentenceOf({ status, code: 'VERSION_MISMATCH' }, words)).toBe(words(key))
})

test('an unforeseen failure shows a number to report', () => {
  expect(sentenceOf({ status: 500, code: 'INTERNAL', traceId: 'abc' }, words)).toContain('abc')
})
