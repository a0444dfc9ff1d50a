// The caps hold for any pattern of asking.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tightest, waitMs, type Cap, type CapUse } from './cap.ts'

const MINUTE = 60_000
const caps: readonly Cap[] = [
  { max: 3, perMs: 10 * MINUTE },
  { max: 10, perMs: 24 * 60 * MINUTE },
]
const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms)

/** What the counters answer after sends at these times (ms). */
const useOf = (cap: Cap, sent: readonly number[], now: number): CapUse => {
  const filling = sent
    .filter((time) => time > now - cap.perMs)
    .toSorted((a, b) => b - a)
    .at(cap.max - 1)
  return { cap, filledAt: filling === undefined ? undefined : at(filling) }
}

/** Lets a person ask at each of the given gaps (ms) and returns the times that were let through. */
function ask(gaps: readonly number[]): number[] {
  const sent: number[] = []
  let now = 0
  for (const gap of gaps) {
    now += gap
    const uses = caps.map((cap) => useOf(cap, sent, now))
    if (tightest(uses, at(now)) === undefined) sent.push(now)
  }
  return sent
}

test('however a number is asked for, no window ever holds more sends than its cap', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3 * 60 * MINUTE }), { maxLength: 60 }),
      (gaps) => {
        const sent = ask(gaps)
        return caps.every((cap) =>
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
        const sent = ages.map((age) => -age)
        const cap = { max: 3, perMs: 10 * MINUTE }
        const waitAt = (now: number) => waitMs(useOf(cap, sent, now), at(now))
        const wait = waitAt(0)
        return waitAt(wait) === 0 && (wait === 0 || waitAt(wait - 1) > 0)
      },
    ),
  )
})

test('the fourth code in ten minutes is refused with the time to wait', () => {
  const sent = [0, 2 * MINUTE, 4 * MINUTE]
  const now = 6 * MINUTE
  const use = tightest(
    caps.map((cap) => useOf(cap, sent, now)),
    at(now),
  )
  expect(use?.cap.max).toBe(3)
  expect(use && waitMs(use, at(now))).toBe(4 * MINUTE)
})

test('of several full caps the one with the longest wait decides', () => {
  const uses = caps.map((cap) => ({ cap, filledAt: at(0) }))
  expect(tightest(uses, at(MINUTE))).toBe(uses[1])
  expect(tightest(uses.toReversed(), at(MINUTE))).toBe(uses[1])
  expect(tightest(uses, at(24 * 60 * MINUTE))).toBeUndefined()
})
