// What k6 is told: rates, a day's curve, and thresholds that follow from the objectives.
import { expect, test } from 'vitest'
import { OBJECTIVES } from '../../generate/charts/objectives.ts'
import { type Curve, dayOf, HOURS, meanShare, SHARES } from './curve.ts'
import { LIMITS, PATHS, thresholdsOf } from './limits.ts'
import { planOf } from './plan.ts'

test('a day has 24 hours, ends as it began, and is busiest in the evening', () => {
  const { startRate, stages } = dayOf(10, 240)
  expect(stages).toHaveLength(24)
  expect(stages.every(({ duration }) => duration === '10000ms')).toBe(true)
  expect(stages.at(-1)?.target).toBe(startRate)
  const rates = [startRate, ...stages.map(({ target }) => target)]
  expect(Math.max(...rates)).toBe(600)
  expect(rates.indexOf(600)).toBe(21)
  expect(rates.indexOf(Math.min(...rates))).toBe(4)
})

test('no hour is busier than the busiest, and the mean of them is about half of it', () => {
  expect(Math.max(...HOURS)).toBe(1)
  expect(HOURS.every((share) => share > 0)).toBe(true)
  expect(meanShare()).toBeCloseTo(0.503, 3)
})

test('the shares of the paths are a whole', () => {
  expect(Object.values(SHARES).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
  expect(Object.keys(SHARES).toSorted()).toEqual([...PATHS].toSorted())
})

test('one path is asked for steadily, less than once a second too', () => {
  const { scenarios } = planOf({ load: 'publish', rate: 0.5, seconds: 20 })
  expect(scenarios).toMatchObject({
    publish: {
      ...{ executor: 'constant-arrival-rate', exec: 'publish' },
      ...{ rate: 30, timeUnit: '1m', duration: '20s' },
    },
  })
})

test('a day gives each path its share of the peak', () => {
  const { scenarios, thresholds } = planOf({ load: 'day', rate: 100, seconds: 240 })
  const peaks = Object.entries(scenarios).map(([path, scenario]) => {
    if (!('stages' in scenario)) throw new Error(`${path} has no curve`)
    const { stages } = scenario as Curve
    return [path, Math.max(...stages.map(({ target }) => target)) / 60]
  })
  expect(Object.fromEntries(peaks)).toEqual({
    ...{ browse: 66, search: 27, otp: 2, publish: 1, chat: 4 },
  })
  for (const path of PATHS) expect(thresholds).toHaveProperty([`checks{scenario:${path}}`])
})

test('as many may fail as the objectives of the alerts allow', () => {
  const of = (name: string) => OBJECTIVES.find((each) => each.name === name)?.share ?? NaN
  expect(LIMITS.search.failed).toBeCloseTo(1 - of('results'), 9)
  expect(LIMITS.otp.failed).toBeCloseTo(1 - of('sign_in'), 9)
  expect(thresholdsOf('otp', { starts: 1_000 })).toEqual({
    'http_req_failed{scenario:otp}': ['rate<=0.005'],
    'checks{scenario:otp}': ['rate>=0.995'],
    'dropped_iterations{scenario:otp}': ['count<=10'],
    'http_req_duration{scenario:otp}': ['p(95)<1000'],
  })
})

test('in chat a message counts when both have seen it', () => {
  expect(thresholdsOf('chat', { starts: 10, p95Ms: 70 })).toMatchObject({
    'message_seen{scenario:chat}': ['rate>=0.999'],
    'message_seen_ms{scenario:chat}': ['p(95)<70'],
  })
})
