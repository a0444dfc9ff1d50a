// What a process shows of its providers, for alerts that read it for hours.
import { metricsText } from '@pk-auto/telemetry/metrics'
import { expect, test } from 'vitest'
import { sendLog } from './send-log.ts'

const WINDOW_MS = 30 * 60_000
const provider = 'one'

test('a share ends with its window: who sends no more says nothing of the provider', async () => {
  let now = new Date('2026-03-01T10:00:00Z')
  const service = 'shares'
  const { reportMeasured } = sendLog(service, {
    ...{ minSends: 20, windowMs: WINDOW_MS, clock: { now: () => now } },
  })
  const shown = async () =>
    /notify_delivered_ratio\{service="shares".*\} (\S+)/.exec(await metricsText())?.[1]
  reportMeasured('sms', [{ provider, delivered: 10, failed: 30, busyUntil: undefined }])
  expect(await shown()).toBe('0.25')
  now = new Date(now.getTime() + WINDOW_MS)
  expect(await shown()).toBe('0.25')
  now = new Date(now.getTime() + 1)
  expect(await shown()).toBeUndefined()
})
