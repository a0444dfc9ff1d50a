// A challenge opens at most one door, whatever is tried in whatever order.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChallengeId } from './ids.ts'
import { channelOf, purposeOf, refusal, tryCode, type Challenge } from './otp-challenge.ts'

const born = new Date('2026-01-01T00:00:00Z')
const after = (ms: number) => new Date(born.getTime() + ms)
const LIFE = 300_000
const fresh: Challenge = {
  id: 'c' as ChallengeId,
  state: 'open',
  tries: 0,
  createdAt: born,
  expiresAt: after(LIFE),
}

test('over any run of guesses at most one is right and at most five are counted', () => {
  const guess = fc.record({ matches: fc.boolean(), atMs: fc.integer({ min: 0, max: 2 * LIFE }) })
  fc.assert(
    fc.property(fc.array(guess, { maxLength: 40 }), (guesses) => {
      let challenge = fresh
      const right: { atMs: number; before: number }[] = []
      for (const { matches, atMs } of guesses) {
        const before = challenge.tries
        const tried = tryCode(challenge, matches, after(atMs), 5)
        challenge = tried.challenge
        if (tried.outcome === 'right') right.push({ atMs, before })
      }
      return (
        challenge.tries <= 5 &&
        right.length <= 1 &&
        right.every(({ atMs, before }) => atMs < LIFE && before < 5)
      )
    }),
  )
})

test('the right code after five wrong ones is refused', () => {
  let challenge = fresh
  for (let n = 0; n < 5; n += 1) challenge = tryCode(challenge, false, after(n), 5).challenge
  expect(tryCode(challenge, true, after(10), 5).outcome).toBe('too-many-tries')
})

test('a code works until its last moment and not at its end', () => {
  expect(tryCode(fresh, true, after(LIFE - 1), 5).outcome).toBe('right')
  expect(tryCode(fresh, true, after(LIFE), 5).outcome).toBe('expired')
})

test('a used and a replaced code answer like an expired one', () => {
  expect(tryCode({ ...fresh, state: 'used' }, true, born, 5).outcome).toBe('expired')
  expect(tryCode({ ...fresh, state: 'void' }, true, born, 5).outcome).toBe('expired')
})

test('each refusal has its own code and kind', () => {
  expect(refusal('wrong', 3, 60_000)).toMatchObject({
    kind: 'invalid',
    code: 'OTP_WRONG',
    details: { triesLeft: 3 },
  })
  expect(refusal('expired', 0, 60_000)).toMatchObject({ kind: 'invalid', code: 'OTP_EXPIRED' })
  expect(refusal('too-many-tries', 0, 60_000)).toMatchObject({
    kind: 'too_many',
    code: 'OTP_TOO_MANY_TRIES',
    retryAfterMs: 60_000,
  })
})

test('unknown channels and purposes are refused by name', () => {
  expect(channelOf('whatsapp')).toBe('whatsapp')
  expect(() => channelOf('pigeon')).toThrowError('OTP_CHANNEL_UNKNOWN')
  expect(() => purposeOf('pay')).toThrowError('OTP_PURPOSE_UNKNOWN')
})
