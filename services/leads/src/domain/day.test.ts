// A day of the market begins at its own midnight, not at that of UTC.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from './day.ts'

test('in Karachi the day begins at seven in the evening of UTC', () => {
  const day = dayOf(new Date('2026-11-28T18:59:59.500Z'), 'Asia/Karachi')
  expect(day).toEqual({ since: new Date('2026-11-27T19:00:00Z'), endsInMs: 500 })
  expect(dayOf(new Date('2026-11-28T19:00:00Z'), 'Asia/Karachi').since).toEqual(
    new Date('2026-11-28T19:00:00Z'),
  )
})

test('a moment is always within its day, and the next day begins where it ends', () => {
  const moment = fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2040-01-01'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(moment, (now) => {
      const { since, endsInMs } = dayOf(now, 'Asia/Karachi')
      const next = new Date(now.getTime() + endsInMs)
      expect(since <= now && now < next).toBe(true)
      expect(dayOf(next, 'Asia/Karachi').since).toEqual(next)
    }),
  )
})
