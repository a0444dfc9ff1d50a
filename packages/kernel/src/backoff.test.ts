// Waiting grows, and never past its cap.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs } from './backoff.ts'

test('no wait is longer than the cap or shorter than half the first', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
      const wait = backoffMs(attempt, { firstMs: 100, maxMs: 5_000 }, () => chance)
      return wait >= 50 && wait <= 5_000
    }),
  )
})

test('the wait doubles until the cap', () => {
  expect(
    [0, 1, 2, 9].map((attempt) => backoffMs(attempt, { firstMs: 100, maxMs: 1_000 }, () => 1)),
  ).toEqual([100, 200, 400, 1_000])
})
