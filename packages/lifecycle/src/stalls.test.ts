// An event loop that stands still is seen, and one that works is not.
import { setTimeout as wait } from 'node:timers/promises'
import { metricsText } from '@pk-auto/telemetry/metrics'
import { expect, test } from 'vitest'
import { watchStalls } from './stalls.ts'

const countOf = async (service: string): Promise<number> => {
  const found = new RegExp(`process_stalled_ms_count{service="${service}"} (\\d+)`)
  return Number(found.exec(await metricsText())?.[1] ?? 0)
}
const block = (ms: number): void => {
  const end = performance.now() + ms
  while (performance.now() < end);
}

test('a loop that is held up is counted under the name of its service', async () => {
  using _watch = watchStalls('held', { everyMs: 5, stalledMs: 100 })
  await wait(20)
  block(200)
  await wait(20)
  // A busy machine may hold it up as well.
  expect(await countOf('held')).toBeGreaterThan(0)
})

test('a watch that has ended sees nothing', async () => {
  {
    using _watch = watchStalls('ended', { everyMs: 5, stalledMs: 100 })
  }
  block(200)
  await wait(20)
  expect(await countOf('ended')).toBe(0)
})
