// Proves that a day begins when it begins in Pakistan, wherever the device is.
import { expect, test } from 'vitest'
import { dayOf, formatDay, formatMoment, formatTime } from './moment.ts'

const at = (text: string): Date => new Date(text)
const now = at('2026-03-10T20:30:00Z') // 11 March, half past one at night, in Karachi

test.each([
  ['2026-03-10T19:00:00Z', 'today'],
  ['2026-03-10T18:59:59Z', 'yesterday'],
  ['2026-03-08T10:00:00Z', 'Sunday 8 March'],
  ['2025-12-31T10:00:00Z', 'Wednesday, 31 December 2025'],
])('%s is %s', (moment, day) => expect(formatDay(at(moment), now, 'en')).toBe(day))

test('in Urdu a day is named in Urdu', () => {
  expect(formatDay(at('2026-03-10T19:00:00Z'), now, 'ur')).toBe('آج')
  expect(formatDay(at('2026-03-08T10:00:00Z'), now, 'ur')).toContain('مارچ')
})

test('times are those of Karachi', () => {
  expect(dayOf(at('2026-03-10T19:00:00Z'))).toBe('2026-03-11')
  expect(formatTime(at('2026-03-10T10:05:00Z'), 'en')).toBe('3:05 pm')
  expect(formatTime(at('2026-03-10T15:05:00Z'), 'ur')).toBe('8:05 رات')
  expect(formatMoment(at('2026-03-10T19:05:00Z'), now, 'en')).toBe('12:05 am')
  expect(formatMoment(at('2026-03-09T19:05:00Z'), now, 'en')).toBe('10 Mar')
})
