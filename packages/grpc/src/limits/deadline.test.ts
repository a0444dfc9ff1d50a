// Nobody waits longer than the one who asked first.
import { expect, test } from 'vitest'
import { deadlineFor, deadlineOf } from './deadline.ts'

test('without an outer call the own limit counts', () =>
  expect(deadlineFor(1_000, 2_000, undefined)).toBe(3_000))
test('an outer call that ends sooner wins', () =>
  expect(deadlineFor(1_000, 2_000, { deadlineAt: 1_400 })).toBe(1_400))
test('an outer call that ends later does not lengthen the own limit', () =>
  expect(deadlineFor(1_000, 2_000, { deadlineAt: 9_000 })).toBe(3_000))
test('when the outer time is up, nothing is sent', () => {
  expect(() => deadlineFor(1_000, 2_000, { deadlineAt: 1_000 })).toThrow('DEADLINE_EXCEEDED')
})
test('a caller that set no deadline gets the default', () => {
  expect(deadlineOf(Number.POSITIVE_INFINITY, 1_000)).toBe(3_000)
  expect(deadlineOf(new Date(1_234), 1_000)).toBe(1_234)
})
