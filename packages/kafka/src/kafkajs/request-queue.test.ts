// The patch holds on to what kafkajs promises: pending requests are sent, late ones time out, and
// an empty queue arms nothing.
import { createRequire } from 'node:module'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { quietRequestQueue } from './request-queue.ts'

type Pushed = {
  entry: { correlationId: number; resolve(): void; reject(error: Error): void }
  expectResponse: boolean
  requestTimeout: number
  sendRequest(): void
}
type Queue = {
  maybeThrottle(ms: number): void
  scheduleRequestTimeoutCheck(): void
  checkPendingRequests(): void
  push(request: Pushed): void
  destroy(): void
}

function newQueue(): Queue {
  quietRequestQueue()
  const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as new (
    settings: object,
  ) => Queue
  const logger = { debug: () => undefined, warn: () => undefined }
  return new RequestQueue({
    maxInFlightRequests: 5,
    requestTimeout: 3_000,
    enforceRequestTimeout: true,
    clientId: 'test',
    broker: 'b',
    logger,
  })
}

function request() {
  const seen = { sent: false, error: '' }
  const entry = {
    correlationId: 1,
    resolve: () => undefined,
    reject: (error: Error) => void (seen.error = error.name),
  }
  return {
    seen,
    pushed: {
      entry,
      expectResponse: true,
      requestTimeout: 3_000,
      sendRequest: () => void (seen.sent = true),
    },
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('an empty queue arms no timer', () => {
  newQueue().checkPendingRequests()
  expect(vi.getTimerCount()).toBe(0)
})

test('a request held back by a throttle is sent when the throttle is over', () => {
  const queue = newQueue()
  const { seen, pushed } = request()
  queue.maybeThrottle(200)
  queue.push(pushed)
  expect(seen.sent).toBe(false)
  vi.advanceTimersByTime(250)
  expect(seen.sent).toBe(true)
})

test('a request without an answer times out', () => {
  const queue = newQueue()
  const { seen, pushed } = request()
  queue.scheduleRequestTimeoutCheck()
  queue.push(pushed)
  vi.advanceTimersByTime(5_000)
  queue.destroy()
  expect(seen).toEqual({ sent: true, error: 'KafkaJSRequestTimeoutError' })
})
