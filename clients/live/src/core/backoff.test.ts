// Proves that tries spread out and their distance ends somewhere.
import { expect, test } from 'vitest'
import { backoff } from './backoff.ts'

test('tries come anywhere between at once and twice as late as before, up to half a minute', () => {
  expect([0, 1, 2, 3, 6, 60].map((attempt) => backoff(attempt, 0.999_999))).toEqual([
    499, 999, 1_999, 3_999, 29_999, 29_999,
  ])
  expect(backoff(10, 0)).toBe(0)
})
