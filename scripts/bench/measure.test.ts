// A figure is a ratio of medians with an honest interval.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bootstrap95, figureOf, median, seeded, roundsOf } from './measure.ts'

test('the median is the middle, or between the two middles', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5])
  expect(() => median([])).toThrowError(RangeError)
})

test('the interval holds the median and lies within the values', () => {
  const values = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), {
    minLength: 5,
    maxLength: 12,
  })
  fc.assert(
    fc.property(values, fc.nat(), (ratios, seed) => {
      const [low, high] = bootstrap95(ratios, seeded(seed), 200)
      expect(low).toBeGreaterThanOrEqual(Math.min(...ratios))
      expect(high).toBeLessThanOrEqual(Math.max(...ratios))
      expect(low <= median(ratios) && median(ratios) <= high).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('a figure compares with the peer, or with the limit where there is no peer', () => {
  const fives = (round: { ours: number; peer?: number; limit?: number }) =>
    Array.from({ length: 5 }, () => round)
  expect(figureOf('a', fives({ ours: 2, peer: 4, limit: 1 }), 'c')).toEqual({
    figure: 'a',
    ours: 2,
    peer: 4,
    limit: 1,
    ratio: 0.5,
    ci95: [0.5, 0.5],
    rounds: 5,
    commit: 'c',
  })
  expect(figureOf('b', fives({ ours: 3, limit: 2 }), 'c')).toMatchObject({
    peer: null,
    limit: 2,
    ratio: 1.5,
  })
})

test('too few rounds are refused before anything is measured', () => {
  for (const text of ['4', '5.5', 'many', ''])
    expect(() => roundsOf(text)).toThrowError(/at least 5/)
  expect(roundsOf('9')).toBe(9)
})

test('few rounds and rounds without a counterpart are refused', () => {
  expect(() => figureOf('a', [{ ours: 1, peer: 1 }], 'c')).toThrowError(/5 at least/)
  expect(() =>
    figureOf(
      'a',
      Array.from({ length: 5 }, () => ({ ours: 1 })),
      'c',
    ),
  ).toThrowError(/nothing to compare/)
})
