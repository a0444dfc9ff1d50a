// The arithmetic of docs/capacity.md.
import { expect, test } from 'vitest'
import { type Costs, meanCost, podsFor, ratesOf } from './capacity.ts'
import { meanShare, SHARES } from './curve.ts'

test('users become actions a second, more in the evening, most in its moment', () => {
  const market = { monthlyUsers: 2_592_000, visitsAMonth: 2, actionsAVisit: 3, burst: 2 }
  const { mean, busiestHour, moment } = ratesOf(market)
  expect(mean).toBeCloseTo(6)
  expect(busiestHour).toBeCloseTo(6 / meanShare())
  expect(moment).toBeCloseTo(2 * busiestHour)
})

test('the mean action has of each path its share', () => {
  const costs: Costs = {
    ...{ browse: { search: 10 }, search: { search: 20 }, otp: { identity: 50 } },
    ...{ publish: { identity: 50, search: 5 }, chat: {} },
  }
  const mean = meanCost(costs)
  const { browse, search, otp, publish } = SHARES
  expect(mean.get('search')).toBeCloseTo(10 * browse + 20 * search + 5 * publish)
  expect(mean.get('identity')).toBeCloseTo(50 * (otp + publish))
})

test('a part has at least so many pods, and none is fuller than it may be', () => {
  expect(podsFor(0.01, 3, 0.65)).toBe(3)
  expect(podsFor(2.6, 3, 0.65)).toBe(4)
  expect(podsFor(2.7, 3, 0.65)).toBe(5)
})
