// Proves the small readers and writers: digits, kilometres, dates, phones, paths and slugs.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupLacs, groupThousands } from './digits.ts'
import { localPath, splitLocale } from './locale.ts'
import { ago, formatCc, formatDate, formatKm, readWhole } from './measure.ts'
import { readPhone, showPhone } from './phone.ts'
import { slugOf } from './slug.ts'

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

test.each([
  ['45,000', 45_000],
  ['45000 km', 45_000],
  ['45k', 45_000],
  ['45 hazar', 45_000],
  ['۴۵۰۰۰', 45_000],
  ['abc', undefined],
  ['1.5', undefined],
  ['', undefined],
])('%s is read as %s', (typed, value) => {
  expect(readWhole(typed)).toBe(value)
})

test('a written kilometre count reads back as itself', () => {
  fc.assert(
    fc.property(fc.nat(2_000_000), fc.constantFrom('en' as const, 'ur' as const), (km, locale) => {
      expect(readWhole(formatKm(km, locale))).toBe(km)
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

test('a date is the day in Pakistan, not in Greenwich', () => {
  expect(formatDate(new Date('2026-11-20T20:30:00.000Z'), 'en')).toBe('21 Nov 2026')
})

test.each([
  '03001234567',
  '0300 1234567',
  '3001234567',
  '923001234567',
  '00923001234567',
  '+92 300 1234567',
  '+92 (0)300-1234567',
  '۰۳۰۰۱۲۳۴۵۶۷',
])('%s is one Pakistani mobile number', (typed) => {
  expect(readPhone(typed)).toBe('+923001234567')
})

test.each(['', '12', '0300123456', 'hello', '+92300123456', '04235761234'])(
  '%s is not a mobile number',
  (typed) => {
    expect(readPhone(typed)).toBeUndefined()
  },
)

test('a number from abroad needs its country code', () => {
  expect(readPhone('+971 50 123 4567')).toBe('+971501234567')
  expect(readPhone('00971501234567')).toBe('+971501234567')
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
