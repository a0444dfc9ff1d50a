// What may be reported, by whom, and how often.
import { newId } from '@pk-auto/kernel/id'
import { expect, test } from 'vitest'
import type { CaseId, ConversationId, ListingId, PersonId, ReportId } from './ids.ts'
import {
  caseSubjectOf,
  change,
  complaint,
  dayBefore,
  file,
  mustBeBelowCap,
  mustBeOfAnother,
} from './report.ts'

const NOW = new Date('2026-03-01T08:00:00Z')
const after = (ms: number): Date => new Date(NOW.getTime() + ms)
const [reporter, other] = [newId() as PersonId, newId() as PersonId]
const message = { kind: 'message', id: newId() as ConversationId, of: other, seq: 3 } as const
const listing = { kind: 'listing', id: newId() as ListingId } as const
const made = { id: 'r' as ReportId, reporter, proven: true, caseId: 'c' as CaseId }

test('a text is tidied and may be left out', () => {
  expect(complaint('fraud', '  He wants money first.\n ', 40)).toEqual({
    ...{ reason: 'fraud', text: 'He wants money first.' },
  })
  expect(complaint('sold', ' ', 40)).toEqual({ reason: 'sold' })
})

test.each([
  ['x'.repeat(41), 'TOO_LONG'],
  ['a\u0000b', 'TEXT_UNREADABLE'],
])('the text %j is refused as %s', (text, code) => {
  expect(() => complaint('other', text, 40)).toThrow(
    expect.objectContaining({
      code: 'INVALID_REPORT',
      fields: [expect.objectContaining({ path: 'text', code })],
    }),
  )
})

test('what somebody says counts for the case of that person', () => {
  expect(caseSubjectOf(message)).toEqual({ kind: 'person', id: other })
  expect(caseSubjectOf(listing)).toBe(listing)
})

test('nobody reports themselves, neither as a person nor by what they say', () => {
  for (const subject of [{ kind: 'person', id: other } as const, message]) {
    expect(() => mustBeOfAnother(other, subject)).toThrow('REPORT_OF_ONESELF')
    expect(() => mustBeOfAnother(reporter, subject)).not.toThrow()
  }
})

test('a changed report keeps its id and first time, and nothing of what was said before', () => {
  const first = file(made, message, { reason: 'fraud', text: 'Liar' }, NOW)
  const whole = { kind: 'message', id: message.id, of: other } as const
  const second = change(first, { proven: false }, whole, { reason: 'other' }, after(5))
  expect(second).toEqual({
    ...{ ...made, subjectKind: 'message', subjectId: message.id, reason: 'other' },
    ...{ createdAt: NOW, changedAt: after(5) },
  })
})

test('the cap says when the oldest report of the day is a day old', () => {
  const recent = [after(-1_000), after(-60_000)]
  expect(() => mustBeBelowCap(recent, 3, NOW)).not.toThrow()
  expect(() => mustBeBelowCap(recent, 2, NOW)).toThrow(
    expect.objectContaining({ code: 'REPORTS_TOO_MANY', retryAfterMs: 86_400_000 - 60_000 }),
  )
  expect(dayBefore(NOW)).toEqual(after(-86_400_000))
})
