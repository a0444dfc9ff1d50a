// Proves the small readers and writers: digits, kilometres, dates, phones, paths and slugs.
import fc from 'fast-check'
import { readKm } from '@pk-auto/reading/measure'
import { expect, test } from 'vitest'
import { groupLacs, groupThousands } from './digits.ts'
import { localPath, splitLocale } from './locale.ts'
import { ago, formatCc, formatDate, formatKm } from './measure.ts'
import { showPhone } from './phone.ts'
import { slugOf } from './address/slug.ts'

test('lacs are grouped so that they can be read off', () => {
  expect([0, 999, 1_000, 99_999, 100_000, 12_345_678].map(groupLacs)).toEqual([
    '0',
    '999',
    '1,000',
    '99,999',
    '1,00,000',
    '1,23,45,678',
  ])
  expect(groupThousands(1_234_567)).toBe('1,234,567')
})

test('kilometres and engines carry their unit', () => {
  expect(formatKm(45_000, 'en')).toBe('45,000 km')
  expect(formatKm(45_000, 'ur')).toBe('45,000 کلومیٹر')
  expect(formatCc(1_300, 'en')).toBe('1,300 cc')
  expect(formatCc(0, 'en')).toBe('')
})

test('a written kilometre count reads back as itself', () => {
  fc.assert(
    fc.property(fc.nat(2_000_000), fc.constantFrom('en' as const, 'ur' as const), (km, locale) => {
      expect(readKm(formatKm(km, locale))).toEqual({ ok: true, value: km })
    }),
  )
})

test('times are worded as people say them', () => {
  const now = new Date('2026-11-20T12:00:00.000Z')
  const before = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000)
  expect(ago(before(5), now, 'en')).toBe('now')
  expect(ago(before(180), now, 'en')).toBe('3 minutes ago')
  expect(ago(before(86_400), now, 'en')).toBe('yesterday')
  expect(ago(before(15 * 86_400), now, 'en')).toBe('2 weeks ago')
  expect(ago(before(-50), now, 'en')).toBe('now')
  expect(ago(before(500 * 86_400), now, 'en')).toBe('8 Jul 2025')
  expect(ago(before(3 * 3_600), now, 'ur')).toContain('3')
})

test.each([
  // Half past midnight in Karachi.
  ['2026-11-20T19:30:00Z', '2026-11-20T18:50:00Z', '40 minutes ago'],
  ['2026-11-20T19:30:00Z', '2026-11-20T18:00:00Z', 'yesterday'],
  ['2026-11-20T19:30:00Z', '2026-11-19T19:00:00Z', 'yesterday'],
  ['2026-11-20T19:30:00Z', '2026-11-19T18:00:00Z', '2 days ago'],
  // Eleven at night: the whole day is today, and 47 hours before is the day before yesterday.
  ['2026-11-20T18:00:00Z', '2026-11-19T19:30:00Z', '22 hours ago'],
  ['2026-11-20T18:00:00Z', '2026-11-19T18:30:00Z', 'yesterday'],
  ['2026-11-20T17:00:00Z', '2026-11-18T18:00:00Z', '2 days ago'],
])('at %s, %s was %s', (now, at, words) => {
  expect(ago(new Date(at), new Date(now), 'en')).toBe(words)
})

test('a date is the day in Pakistan, not in Greenwich', () => {
  expect(formatDate(new Date('2026-11-20T20:30:00.000Z'), 'en')).toBe('21 Nov 2026')
})

test('a number is shown as people write it, one from abroad with its code', () => {
  expect(showPhone('+971501234567')).toBe('+971501234567')
  expect(showPhone('+923001234567')).toBe('0300 1234567')
})

test('a local path and its language come apart again', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('/', '/cars', '/cars?make=kia', '/urdu', '/me/ads'),
      fc.constantFrom('en' as const, 'ur' as const),
      (path, locale) => {
        expect(splitLocale(localPath(locale, path))).toEqual({ locale, path })
      },
    ),
  )
})

test('a slug is readable and never empty', () => {
  expect(slugOf('Toyota Corolla GLi 1.3 2015')).toBe('toyota-corolla-gli-1-3-2015')
  expect(slugOf('ٹویوٹا')).toBe('car')
})
