// Quiet hours: over midnight or within a day, in the person's own zone.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quietFor, quietUntil } from './quiet.ts'

const HOUR = 3_600_000
const night = { from: 22 * 60, to: 8 * 60, zone: 'Asia/Karachi' }
const nap = { from: 13 * 60, to: 14 * 60 + 30, zone: 'Asia/Karachi' }

test.for([
  ['2026-11-28T16:59:00Z', night, undefined],
  ['2026-11-28T17:00:00Z', night, '2026-11-29T03:00:00.000Z'],
  ['2026-11-28T20:30:30Z', night, '2026-11-29T03:00:00.000Z'],
  ['2026-11-29T03:00:00Z', night, undefined],
  ['2026-11-28T08:30:00Z', nap, '2026-11-28T09:30:00.000Z'],
  ['2026-11-28T09:30:00Z', nap, undefined],
] as const)('at %s', ([now, hours, until]) => {
  expect(quietUntil(new Date(now), hours)?.toISOString()).toBe(until)
})

const minute = fc.integer({ min: 0, max: 24 * 60 - 1 })
const moment = fc
  .integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-01-01') })
  .map((at) => new Date(at))

test('they end within a day, later than now, and then they are over', () => {
  fc.assert(
    fc.property(moment, minute, minute, (now, from, to) => {
      fc.pre(from !== to)
      const hours = { from, to, zone: 'Asia/Karachi' }
      const until = quietUntil(now, hours)
      if (!until) return
      expect(until.getTime()).toBeGreaterThan(now.getTime())
      expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(24 * HOUR)
      expect(quietUntil(until, hours)).toBeUndefined()
    }),
  )
})

test('own hours hold for everything, the default for what can wait, and off for nothing', () => {
  const standard = { channels: {} as never, quiet: { ...night, purposes: ['alerts' as const] } }
  expect(quietFor({ purposes: {} }, standard, 'messages')).toBeUndefined()
  expect(quietFor({ purposes: {} }, standard, 'alerts')).toMatchObject(night)
  expect(quietFor({ purposes: {}, quiet: nap }, standard, 'messages')).toBe(nap)
  expect(quietFor({ purposes: {}, quiet: 'off' }, standard, 'alerts')).toBeUndefined()
})
