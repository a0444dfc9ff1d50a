// A picture gets five tries of its own; what a neighbour breaks is not its fault.
import { expect, test } from 'vitest'
import { afterFailure } from './job.ts'

const limits = { leaseMs: 1_000, maxAttempts: 5, firstRetryMs: 2_000, maxRetryMs: 60_000 }
const noon = new Date('2026-11-20T12:00:00Z')

test('tries come later and later, and the fifth is the last', () => {
  const waits = [1, 2, 3, 4].map((attempts) => {
    const next = afterFailure({ attempts, neighbourDown: false }, limits, noon, 1)
    return next.again ? next.at.getTime() - noon.getTime() : undefined
  })
  expect(waits).toEqual([2_000, 4_000, 8_000, 16_000])
  expect(afterFailure({ attempts: 5, neighbourDown: false }, limits, noon, 1)).toEqual({
    again: false,
  })
})

test('a failure of the object store never uses up a try', () => {
  expect(afterFailure({ attempts: 5, neighbourDown: true }, limits, noon, 1)).toMatchObject({
    again: true,
    attempts: 4,
  })
  expect(afterFailure({ attempts: 1, neighbourDown: true }, limits, noon, 1)).toEqual({
    again: true,
    attempts: 0,
    at: new Date(noon.getTime() + 2_000),
  })
})
