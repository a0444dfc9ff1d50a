// Where a path stops holding, by a stand-in of what k6 measures.
import { expect, test } from 'vitest'
import { climb, KNEE_HEAD, kneeOf, kneeRow, type Step } from './knee.ts'
import { type Outcome, outcomeOf } from './outcome.ts'

const outcome = (p95Ms: number, broken: readonly string[] = []): Outcome => ({
  ...{ done: 100, perSecond: 5, failed: 0, p95Ms, p99Ms: 2 * p95Ms, broken },
})
const SLOW = ['http_req_duration of browse p(95)<500']

/** Holds below a rate, and breaks once where it is told to. */
async function climbed(limit: number, hiccupAt?: number): Promise<Step[]> {
  let hiccup = hiccupAt
  const steps: Step[] = []
  const measure = async (rate: number) => {
    const breaks = rate >= limit || rate === hiccup
    if (rate === hiccup) hiccup = undefined
    return breaks ? outcome(900, SLOW) : outcome(rate)
  }
  for await (const step of climb(2, measure)) steps.push(step)
  return steps
}

test('the rate is raised until it breaks twice, and the knee is the last that held', async () => {
  const steps = await climbed(10)
  expect(steps.map(({ rate }) => rate)).toEqual([2, 3, 4.5, 6.8, 10, 10])
  const { holds, breaks } = kneeOf(steps)
  expect([holds?.rate, breaks?.rate]).toEqual([6.8, 10])
})

test('what breaks once only is no knee', async () => {
  const steps = await climbed(10, 4.5)
  expect(steps.map(({ rate }) => rate)).toEqual([2, 3, 4.5, 4.5, 6.8, 10, 10])
  expect(kneeOf(steps).holds?.rate).toBe(6.8)
})

test('what breaks at once has no knee, and what never breaks ends too', async () => {
  expect(kneeOf(await climbed(1)).holds).toBeUndefined()
  const steps = await climbed(Infinity)
  expect(steps).toHaveLength(12)
  expect(kneeOf(steps)).toEqual({ holds: steps.at(-1) })
})

test('a step is a row of the table, and says what broke', () => {
  const row = kneeRow({ rate: 10, ...outcome(900, SLOW) })
  expect(row.slice(0, KNEE_HEAD.length)).toBe('      10      5.00      900     1800    0.00%')
  expect(row).toContain('breaks: http_req_duration of browse p(95)<500')
})

const summary = (crossed: boolean, count = 60) => ({
  metrics: {
    iterations: { count, rate: 2 },
    http_req_failed: { value: 0.5 },
    'http_req_failed{scenario:otp}': { value: 0.001, thresholds: { 'rate<=0.005': false } },
    http_req_duration: { 'p(95)': 900 },
    'http_req_duration{scenario:otp}': {
      ...{ 'p(95)': 120, 'p(99)': 300, thresholds: { 'p(95)<100': crossed } },
    },
  },
})

test('the summary of k6 is read without what setup asked', () => {
  expect(outcomeOf('otp', summary(true))).toEqual({
    ...{ done: 60, perSecond: 2, failed: 0.001, p95Ms: 120, p99Ms: 300 },
    broken: ['http_req_duration of otp p(95)<100'],
  })
  expect(outcomeOf('otp', summary(false)).broken).toEqual([])
})

test('a run in which nothing was done does not hold', () => {
  expect(outcomeOf('otp', summary(false, 0)).broken).toEqual(['nothing was done'])
})
