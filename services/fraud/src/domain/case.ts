// A case: how often one subject was reported for which reason, and whether that is enough. Pure.
import type { CaseId } from './ids.ts'
import type { CaseSubject, Reason } from './report.ts'

/** Of each reason, how many different people gave it; a reason that nobody gave is absent. */
export type Counts = Readonly<Partial<Record<Reason, number>>>
export type Thresholds = Readonly<Record<Reason, number>>

export type Case = {
  readonly id: CaseId
  /** Grows by one with every change that is published; 0 before the case opens. */
  readonly version: number
  readonly subject: CaseSubject
  readonly counts: Counts
  readonly createdAt: Date
} & ({ readonly state: 'gathering' } | { readonly state: 'open'; readonly openedAt: Date })
export type OpenCase = Extract<Case, { state: 'open' }>

/** What is left of one about an erased person: enough for readers to forget it. */
export type ErasedCase = { readonly id: CaseId; readonly version: number }

export type Change = 'opened' | 'counted' | 'republished'

export const begin = (id: CaseId, subject: CaseSubject, now: Date): Case => ({
  ...{ id, version: 0, subject, counts: {}, createdAt: now, state: 'gathering' },
})

/** The reasons that one person gives for the case, before and after a report of theirs. */
export type Given = { readonly before: readonly Reason[]; readonly after: readonly Reason[] }

/**
 * The case as it is once the person's reasons have changed, or undefined when that changes nothing.
 * It opens at the first reason that enough people give, and stays open.
 */
export function tally(
  old: Case,
  { before, after }: Given,
  thresholds: Thresholds,
  now: Date,
): Case | undefined {
  const added = after.filter((reason) => !before.includes(reason))
  const taken = before.filter((reason) => !after.includes(reason))
  if (added.length === 0 && taken.length === 0) return undefined
  const counts: Partial<Record<Reason, number>> = { ...old.counts }
  for (const reason of added) counts[reason] = (counts[reason] ?? 0) + 1
  for (const reason of taken) {
    const left = (counts[reason] ?? 0) - 1
    if (left > 0) counts[reason] = left
    else delete counts[reason]
  }
  if (old.state === 'open') return { ...old, counts, version: old.version + 1 }
  const isEnough = added.some((reason) => (counts[reason] ?? 0) >= thresholds[reason])
  return isEnough
    ? { ...old, counts, version: 1, state: 'open', openedAt: now }
    : { ...old, counts }
}

export const isOpen = (one: Case): one is OpenCase => one.state === 'open'

export const erase = ({ id, version }: Case): ErasedCase => ({ id, version: version + 1 })
