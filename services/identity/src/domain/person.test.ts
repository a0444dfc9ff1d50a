// What a person may write about themselves, and when it is published.
import { expect, test } from 'vitest'
import type { PersonId } from './ids.ts'
import { acceptTerms, edit, join, langOf, termsDue } from './person.ts'

const now = new Date('2026-01-01T00:00:00Z')
const { person } = join('p' as PersonId, 'ur', now)

test('somebody new owes the terms and has version 1', () => {
  expect(person.version).toBe(1)
  expect(termsDue(person, 'v2')).toBe(true)
})

test('accepting the terms in force settles them, until they change', () => {
  const accepted = acceptTerms(person, { version: 'v2', marketing: true }, 'v2', now)!
  expect(accepted).toMatchObject({
    change: 'terms-accepted',
    person: { version: 2, marketing: true },
  })
  expect(termsDue(accepted.person, 'v2')).toBe(false)
  expect(termsDue(accepted.person, 'v3')).toBe(true)
  expect(
    acceptTerms(accepted.person, { version: 'v2', marketing: true }, 'v2', now),
  ).toBeUndefined()
})

test('terms of another version cannot be accepted', () => {
  expect(() => acceptTerms(person, { version: 'v1', marketing: false }, 'v2', now)).toThrowError(
    'TERMS_UNKNOWN_VERSION',
  )
})

test('an edit raises the version once, and an edit that changes nothing does not', () => {
  expect(
    edit(person, { displayName: '  Ayesha   Khan ', city: 'lahore' }, now)?.person,
  ).toMatchObject({
    version: 2,
    displayName: 'Ayesha Khan',
    city: 'lahore',
  })
  expect(edit(person, { lang: 'ur' }, now)).toBeUndefined()
})

test('an Urdu name retains its joiners', () => {
  expect(edit(person, { displayName: 'عائشہ\u200cخان' }, now)?.person.displayName).toBe(
    'عائشہ\u200cخان',
  )
})

test('every bad field is named at once', () => {
  const paths = (wish: Parameters<typeof edit>[1]) => {
    try {
      edit(person, wish, now)
    } catch (error) {
      return (error as { fields: { path: string }[] }).fields.map((field) => field.path)
    }
    return []
  }
  expect(paths({ displayName: 'x'.repeat(61), city: 'Lahore City', lang: 'fr' })).toEqual([
    'displayName',
    'city',
    'lang',
  ])
  expect(paths({ displayName: 'Ali\u0000' })).toEqual(['displayName'])
})

/** What is wrong with a name, if anything. */
function fault(displayName: string): string | undefined {
  try {
    edit(person, { displayName }, now)
  } catch (error) {
    return (error as { fields: { path: string; code: string }[] }).fields
      .map(({ path, code }) => `${path} ${code}`)
      .join()
  }
  return undefined
}

test.each([
  ['0300-1234567'],
  ['Ali 0300 1234567'],
  ['+92 300 1234567'],
  ['۰۳۰۰۱۲۳۴۵۶۷'],
  ['٠٣٠٠ ١٢٣ ٤٥٦٧'],
  ['०३००१२३४५६७'],
  ['０３００１２３'],
  ['①②③④⑤⑥⑦'],
  ['0️⃣3️⃣0️⃣0️⃣1️⃣2️⃣3️⃣'],
  ['Call 0.3.0.0.1.2.3'],
])('%s is a number and no name', (name) => expect(fault(name)).toBe('displayName NAME_HAS_NUMBER'))

test.each([
  ['Ayesha Motors 2016'],
  ['786 Autos'],
  ['Car Point 24/7'],
  ['G-10 Motors 0519'],
  ['محمد علی ۷۸۶'],
  [''],
])('%s may be a name', (name) => {
  expect(fault(name)).toBeUndefined()
})

test.each([
  ['\u200b\u200b', 'TEXT_EMPTY'],
  ['\u200e\u200f', 'TEXT_EMPTY'],
  ['Ali\nKhan', 'TEXT_LINES'],
  [`Z${'\u0301'.repeat(30)}`, 'TEXT_MARKS'],
  ['Ali \ufffd', 'TEXT_UNREADABLE'],
])('a name that cannot be read as it stands is refused with the reason: %j', (name, code) =>
  expect(fault(name)).toBe(`displayName ${code}`),
)

test('an unknown language falls back to English', () => expect(langOf('fr')).toBe('en'))
