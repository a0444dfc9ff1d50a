// What one person reports, and which case it counts for. Pure.
import { textFault, tidyText } from '@pk-auto/kernel/readable-text'
import { errors } from './errors.ts'
import type { CaseId, ConversationId, ListingId, PersonId, ReportId } from './ids.ts'

export const REASONS = [
  ...(['sold', 'wrong-price', 'fraud', 'duplicate'] as const),
  ...(['offensive', 'wrong-details', 'other'] as const),
] as const
export type Reason = (typeof REASONS)[number]

/** What a case is about. */
export type CaseSubject =
  | { readonly kind: 'listing'; readonly id: ListingId }
  | { readonly kind: 'person'; readonly id: PersonId }

/** `of` is the other one of the conversation; without `seq` all that they say is meant. */
export type Subject =
  | CaseSubject
  | {
      readonly kind: 'message'
      readonly id: ConversationId
      readonly seq?: number
      readonly of: PersonId
    }

export type Report = {
  readonly id: ReportId
  readonly reporter: PersonId
  /** Whether the reporter has proved a phone number. */
  readonly proven: boolean
  readonly caseId: CaseId
  readonly subjectKind: Subject['kind']
  readonly subjectId: Subject['id']
  readonly seq?: number
  readonly reason: Reason
  readonly text?: string
  readonly createdAt: Date
  readonly changedAt: Date
}

/** As its reporter sees it: whether a case is open is all they learn. */
export type OwnReport = Report & { readonly underReview: boolean }

/** What is claimed of a subject; `text` is checked. */
export type Complaint = { readonly reason: Reason; readonly text?: string }

/** `maxText` in letters. @throws INVALID_REPORT (invalid) naming the text */
export function complaint(reason: Reason, text: string, maxText: number): Complaint {
  const tidy = tidyText(text)
  if (tidy === '') return { reason }
  // The length first: a text that is too long is not examined any further.
  const fault =
    tidy.length > maxText
      ? ({ code: 'TOO_LONG', message: `at most ${maxText} letters` } as const)
      : textFault(tidy, 'many')
  if (fault) throw errors.INVALID_REPORT({}, { fields: [{ path: 'text', ...fault }] })
  return { reason, text: tidy }
}

/** Two people share few conversations, so what is written there counts for who wrote it. */
export const caseSubjectOf = (subject: Subject): CaseSubject =>
  subject.kind === 'message' ? { kind: 'person', id: subject.of } : subject

/** @throws REPORT_OF_ONESELF (invalid) */
export function mustBeOfAnother(reporter: PersonId, subject: Subject): void {
  const about = caseSubjectOf(subject)
  if (about.kind === 'person' && about.id === reporter) throw errors.REPORT_OF_ONESELF()
}

export const file = (
  made: Pick<Report, 'id' | 'reporter' | 'proven' | 'caseId'>,
  subject: Subject,
  claim: Complaint,
  now: Date,
): Report => ({
  ...made,
  ...{ subjectKind: subject.kind, subjectId: subject.id },
  ...(subject.kind === 'message' && subject.seq !== undefined && { seq: subject.seq }),
  ...claim,
  ...{ createdAt: now, changedAt: now },
})

/** The same report with what is claimed now: nothing of what was claimed before stays. */
export function change(
  { text: _text, seq: _seq, ...report }: Report,
  more: { proven: boolean },
  subject: Subject,
  claim: Complaint,
  now: Date,
): Report {
  const { id, reporter, caseId, createdAt } = report
  const proven = report.proven || more.proven
  return { ...file({ id, reporter, caseId, proven }, subject, claim, now), createdAt }
}

const DAY_MS = 86_400_000

export const dayBefore = (now: Date): Date => new Date(now.getTime() - DAY_MS)

/** `recent`: the times of the reports since a day ago. @throws REPORTS_TOO_MANY (too_many) */
export function mustBeBelowCap(recent: readonly Date[], maxPerDay: number, now: Date): void {
  if (recent.length < maxPerDay) return
  const oldest = Math.min(...recent.map((at) => at.getTime()))
  throw errors.REPORTS_TOO_MANY(
    { maxPerDay },
    { retryAfterMs: Math.max(1_000, oldest + DAY_MS - now.getTime()) },
  )
}
