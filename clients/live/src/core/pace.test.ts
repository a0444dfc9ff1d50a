// Proves that a burst goes at once and the rest at a pace that gateways take.
import { expect, test } from 'vitest'
import { freshPace, stepOf } from './pace.ts'

test('a hundred go at once, the rest nine a second, and rest fills the burst again', () => {
  let pace = freshPace(0)
  const step = (now: number): number => {
    const next = stepOf(pace, now)
    pace = next.pace
    return next.waitMs
  }
  for (let i = 0; i < 100; i++) expect(step(0)).toBe(0)
  expect(step(0)).toBe(112)
  expect(step(112)).toBe(0)
  expect(step(112)).toBeGreaterThan(100)
  expect(Array.from({ length: 100 }, () => step(60_000))).toEqual(Array(100).fill(0))
  expect(step(60_000)).toBeGreaterThan(0)
})

test('a clock that goes back stops nobody', () => {
  expect(stepOf(freshPace(1_000), 0).waitMs).toBe(0)
})
