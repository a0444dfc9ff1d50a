// Proves that a countdown is right on a device whose clock is not.
import { afterEach, expect, test, vi } from 'vitest'
import { steadyNow } from '../steady-now.ts'
import { askAgainAfter, msUntil, type Received } from './server-time.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const ANSWERED = Date.parse('2026-11-21T04:00:01.000Z')
const receivedAt = (deviceIsAheadMs: number): Received => ({
  challenge: {
    ...{ challengeId: 'c1', channel: 'sms', answeredAt: new Date(ANSWERED).toISOString() },
    resendAt: '2026-11-21T04:01:00.000Z',
    expiresAt: '2026-11-21T04:05:00.000Z',
  },
  receivedAt: ANSWERED + deviceIsAheadMs,
})

test.each([0, 5 * MINUTE, -5 * MINUTE, 365 * 24 * 60 * MINUTE])(
  'a clock that is %i ms ahead changes nothing',
  (aheadMs) => {
    const received = receivedAt(aheadMs)
    const after = (ms: number) => msUntil('resendAt', received, received.receivedAt + ms) / SECOND
    expect([0, SECOND, 59 * SECOND, MINUTE].map(after)).toEqual([59, 58, 0, 0])
    expect(msUntil('expiresAt', received, received.receivedAt + MINUTE)).toBe(4 * MINUTE - SECOND)
  },
)

afterEach(() => vi.restoreAllMocks())

test.each([2 * 60 * MINUTE, -2 * 60 * MINUTE])(
  'a clock that is set by %i ms while the page lives changes nothing',
  (jumpMs) => {
    const performanceNow = vi.spyOn(performance, 'now')
    const device = vi.spyOn(Date, 'now')
    const at = (passedMs: number, wall: number) => {
      performanceNow.mockReturnValue(passedMs)
      device.mockReturnValue(wall)
      return steadyNow()
    }
    const received = { ...receivedAt(0), receivedAt: at(0, ANSWERED) }
    const after = (passedMs: number) => {
      const now = at(passedMs, ANSWERED + passedMs + jumpMs)
      return [msUntil('resendAt', received, now), msUntil('expiresAt', received, now)]
    }
    expect(after(SECOND)).toEqual([58 * SECOND, 5 * MINUTE - 2 * SECOND])
    expect(after(58 * SECOND)[0]).toBe(SECOND)
    expect(after(59 * SECOND)[0]).toBe(0)
  },
)

test('a clock that is set back between two pages never makes the wait longer than it was', () => {
  const received = receivedAt(0)
  expect(msUntil('resendAt', received, received.receivedAt - 5 * MINUTE)).toBe(59 * SECOND)
})

test('a refusal that says when to ask again starts the countdown anew', () => {
  const received = receivedAt(5 * MINUTE)
  const now = received.receivedAt + MINUTE
  const later = askAgainAfter(received, 90, now)
  expect(msUntil('resendAt', later, now)).toBe(90 * SECOND)
  expect(msUntil('expiresAt', later, now)).toBe(msUntil('expiresAt', received, now))
})
