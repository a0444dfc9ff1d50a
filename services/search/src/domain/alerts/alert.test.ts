// When windows close, and what an alert reports of one.
import { expect, test } from 'vitest'
import { alertOf, closesAt, type Pending } from './alert.ts'

const times = {
  ...{ windowMs: 120_000, dailyHour: 8 },
  zones: { pk: 'Asia/Karachi', de: 'Europe/Berlin' },
}
const closes = (frequency: 'instant' | 'daily', market: string, at: string) =>
  closesAt(frequency, market, new Date(at), times).toISOString()

test.each([
  ['instant', 'pk', '2026-11-28T20:00:00.000Z', '2026-11-28T20:02:00.000Z'],
  ['daily', 'pk', '2026-11-28T02:59:59.999Z', '2026-11-28T03:00:00.000Z'],
  ['daily', 'pk', '2026-11-28T03:00:00.000Z', '2026-11-29T03:00:00.000Z'],
  ['daily', 'pk', '2026-11-28T20:00:00.000Z', '2026-11-29T03:00:00.000Z'],
  // Clocks are put forward in the night of 29 March, and back in that of 25 October.
  ['daily', 'de', '2026-03-28T12:00:00.000Z', '2026-03-29T06:00:00.000Z'],
  ['daily', 'de', '2026-10-24T12:00:00.000Z', '2026-10-25T07:00:00.000Z'],
  ['daily', 'nowhere', '2026-11-28T12:00:00.000Z', '2026-11-29T08:00:00.000Z'],
] as const)('%s in %s from %s closes at %s', (frequency, market, from, expected) => {
  expect(closes(frequency, market, from)).toBe(expected)
})

const pending = { listings: ['a', 'b'], over: 1, total: 12, onlyDrops: false } as unknown as Pending

test('what is over by now is not counted, and nothing left is no alert', () => {
  expect(alertOf(pending)).toMatchObject({ listings: ['a', 'b'], total: 11, kind: 'new' })
  expect(alertOf({ ...pending, onlyDrops: true })?.kind).toBe('price-drop')
  expect(alertOf({ ...pending, listings: [], over: 2, total: 2 })).toBeUndefined()
})
