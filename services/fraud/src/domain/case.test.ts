// When a case opens, what counts for it, and what stays of it.
import { expect, test } from 'vitest'
import { begin, erase, tally, type Case, type Thresholds } from './case.ts'
import type { CaseId, ListingId } from './ids.ts'
import { REASONS, type Reason } from './report.ts'

const NOW = new Date('2026-03-01T08:00:00Z')
const THRESHOLDS = {
  ...(Object.fromEntries(REASONS.map((reason) => [reason, 3])) as Record<Reason, number>),
  fraud: 2,
} satisfies Thresholds
const fresh = begin('c' as CaseId, { kind: 'listing', id: 'l' as ListingId }, NOW)
const step = (one: Case, before: Reason[], after: Reason[]): Case =>
  tally(one, { before, after }, THRESHOLDS, NOW) ?? one
const reported = (...reasons: Reason[]): Case =>
  reasons.reduce((one, reason) => step(one, [], [reason]), fresh)

test('it opens at the first reason that enough people give, at version 1', () => {
  expect(reported('fraud')).toMatchObject({ state: 'gathering', version: 0, counts: { fraud: 1 } })
  expect(reported('fraud', 'fraud')).toMatchObject({
    ...{ state: 'open', version: 1, openedAt: NOW, counts: { fraud: 2 } },
  })
})

test('different reasons do not add up', () => {
  expect(reported('sold', 'sold', 'fraud', 'other')).toMatchObject({ state: 'gathering' })
})

test('an open one counts on, and stays open when people change their reason', () => {
  const open = step(reported('fraud', 'fraud'), ['fraud'], ['sold'])
  expect(open).toMatchObject({ state: 'open', version: 2, counts: { fraud: 1, sold: 1 } })
  expect(step(open, ['fraud'], ['sold']).counts).toEqual({ sold: 2 })
})

test('the same reason of the same person changes nothing', () => {
  expect(tally(fresh, { before: ['fraud'], after: ['fraud'] }, THRESHOLDS, NOW)).toBeUndefined()
  expect(tally(fresh, { before: [], after: [] }, THRESHOLDS, NOW)).toBeUndefined()
})

test('one that is erased leaves its id at the next version, and nothing else', () => {
  expect(erase(reported('fraud', 'fraud'))).toEqual({ id: 'c', version: 2 })
})
