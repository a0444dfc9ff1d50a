// Lengths are shown in minutes and seconds.
import { expect, test } from 'vitest'
import { clockOf } from './clock.ts'

test.each([
  [0, '0:00'],
  [6_600, '0:07'],
  [59_400, '0:59'],
  [59_600, '1:00'],
  [179_000, '2:59'],
])('%i ms are %s', (ms, shown) => {
  expect(clockOf(ms)).toBe(shown)
})
