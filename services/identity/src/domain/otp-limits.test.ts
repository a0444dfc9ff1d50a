// The caps hold for any pattern of asking.
import { DomainError } from '@pk-auto/kernel/domain-error'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mustMaySend, waitMs, type SendCaps } from './otp-limits.ts'

const MINUTE = 60_000
const caps: SendCaps = {
  number: [
    { max: 3, perMs: 10 * MINUTE },
    { max: 10, perMs: 24 * 60 * MINUTE },
  ],
  device: [{ max: 5, perMs: 60 * MINUTE }],
  resendAfterMs: MINUTE,
}
const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms)

/** Lets a person ask at each of the given gaps (ms) and returns the times that were let through. */
function ask(gaps: readonly number[]): number[] {
  const sent: number[] = []
  let now = 0
  for (const gap of gaps) {
    now += gap
    const dates = sent.map(at)
    try {
      mustMaySend({ number: dates, device: [], open: dates.at(-1) }, caps, at(now))
      sent.push(now)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
    }
  }
  return sent
}

test('however a number is asked for, no window ever holds more sends than its cap', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3 * 60 * MINUTE }), { maxLength: 60 }),
      (gaps) => {
        const sent = ask(gaps)
        return caps.number.every((cap) =>
          sent.every(
            (from) => sent.filter((t) => t >= from && t < from + cap.perMs).length <= cap.max,
          ),
        )
      },
    ),
  )
})

test('after the time it names, the request is let through, and not a moment before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20 * MINUTE }), { minLength: 1, maxLength: 12 }),
      (ages) => {
        const now = at(0)
        const sent = ages.map((age) => at(-age))
        const cap = { max: 3, perMs: 10 * MINUTE }
        const wait = waitMs(sent, cap, now)
        return (
          waitMs(sent, cap, at(wait)) === 0 && (wait === 0 || waitMs(sent, cap, at(wait - 1)) > 0)
        )
      },
    ),
  )
})

test('the fourth code in ten minutes is refused with the time to wait', () => {
  const number = [at(0), at(2 * MINUTE), at(4 * MINUTE)]
  expect(() =>
    mustMaySend({ number, device: [], open: undefined }, caps, at(6 * MINUTE)),
  ).toThrowError(
    expect.objectContaining({ kind: 'too_many', code: 'OTP_TOO_MANY', retryAfterMs: 4 * MINUTE }),
  )
})

test('the sixth code on one device in an hour is refused, whatever the numbers', () => {
  const device = [0, 1, 2, 3, 4].map((n) => at(n * MINUTE))
  expect(() =>
    mustMaySend({ number: [], device, open: undefined }, caps, at(30 * MINUTE)),
  ).toThrowError('OTP_TOO_MANY')
})

test('a code still open holds the next one back for the cooldown only', () => {
  const before = { number: [at(0)], device: [at(0)], open: at(0) }
  expect(() => mustMaySend(before, caps, at(MINUTE - 1))).toThrowError(
    expect.objectContaining({ retryAfterMs: 1 }),
  )
  expect(() => mustMaySend(before, caps, at(MINUTE))).not.toThrow()
})
