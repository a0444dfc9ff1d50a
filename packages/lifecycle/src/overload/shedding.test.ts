// Who is refused, at which wait, and that one long turn refuses nobody.
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { metricsText } from '@pk-auto/telemetry/metrics'
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { PRIORITIES, type Priority } from './priority.ts'
import { shedding } from './shedding.ts'
import { standingWait } from './standing-wait.ts'

const taken = (ms: number): Priority[] => {
  const { take } = shedding('shedding-test', { ms: () => ms, enter: () => () => undefined })
  return PRIORITIES.filter((priority) => {
    try {
      take(priority)
      return true
    } catch (error) {
      expect(error).toMatchObject({ kind: 'unavailable', code: 'OVERLOADED' })
      const { retryAfterMs } = error as { retryAfterMs: number }
      expect(retryAfterMs).toBeGreaterThanOrEqual(1_000)
      expect(retryAfterMs).toBeLessThanOrEqual(3_000)
      return false
    }
  })
}

test('the longer the wait, the more is refused: what matters least first', async () => {
  expect(taken(0)).toEqual(['bulk', 'normal', 'live', 'critical'])
  expect(taken(501)).toEqual(['normal', 'live', 'critical'])
  expect(taken(1_501)).toEqual(['live', 'critical'])
  expect(taken(2_501)).toEqual(['critical'])
  expect(taken(5_001)).toEqual([])
  expect(await metricsText()).toContain(
    'requests_shed_total{service="shedding-test",priority="critical"} 1',
  )
})

/** Keeps the loop busy for so long. */
const block = (ms: number): void => {
  for (const end = performance.now() + ms; performance.now() < end;);
}

/** A fifth of the real times. */
const SOON = { lookMs: 20, standsMs: 300, crowdMs: 100 }

test('a line that stands is seen, and forgotten when it is gone', async () => {
  const line = standingWait(SOON)
  const waiting: (() => void)[] = []
  for (let i = 0; i < 40; i += 1) waiting.push(line.enter())
  // One answered and one more come every 5 ms: forty wait for 200 ms.
  for (let i = 0; i < 100; i += 1) {
    block(5)
    waiting.shift()?.()
    waiting.push(line.enter())
    await turn()
  }
  expect(line.ms()).toBeGreaterThan(100)
  for (const done of waiting) done()
  await until('it is forgotten', () => line.ms() === 0)
  // For a while the crowd is not let in together again.
  for (let i = 0; i < 40; i += 1) line.enter()
  expect(line.ms()).toBeGreaterThan(100)
})

test('a loop that is late again and again is seen', async () => {
  const line = standingWait(SOON)
  for (let i = 0; i < 10; i += 1) {
    line.enter()()
    block(100)
    await turn()
  }
  expect(line.ms()).toBeGreaterThan(50)
})

test('one long turn among short ones is no overload', async () => {
  const line = standingWait(SOON)
  const waits: number[] = []
  for (let i = 0; i < 30; i += 1) {
    const done = line.enter()
    if (i === 6) block(600)
    await wait(20)
    waits.push(line.ms())
    done()
  }
  expect(Math.max(...waits)).toBeLessThan(200)
})

test('many who wait for somebody else are no overload', async () => {
  const line = standingWait(SOON)
  const waits: number[] = []
  for (let i = 0; i < 30; i += 1) {
    for (let j = 0; j < 20; j += 1) line.enter()
    await wait(20)
    waits.push(line.ms())
  }
  expect(Math.max(...waits)).toBeLessThan(200)
})
