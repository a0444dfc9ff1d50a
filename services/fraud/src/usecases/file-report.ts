// A person reports an ad, another person or what one says: counted once, whatever is repeated.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { KeyedCall } from '@pk-auto/postgres/once'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { begin, isOpen, tally, type Thresholds } from '../domain/case.ts'
import type { CaseId, PersonId, ReportId } from '../domain/ids.ts'
import {
  caseSubjectOf,
  change,
  complaint,
  dayBefore,
  file,
  mustBeBelowCap,
  mustBeOfAnother,
  type Reason,
  type Report,
  type Subject,
} from '../domain/report.ts'
import type { CaseOutbox, Cases, OwnReports } from './stores.ts'

export type FileReportDeps = {
  clock: Clock
  newId: () => string
  /** Letters. */
  maxText: number
  maxPerDay: number
  thresholds: Thresholds
  inTransaction: InTransaction<{
    own: OwnReports
    cases: Cases
    outbox: CaseOutbox
    once: (call: KeyedCall, work: () => Promise<Report>) => Promise<Report>
  }>
}

export type FileReport = { subject: Subject; reason: Reason; text: string }

/**
 * Idempotent by key; with a new key a repeat changes reason and text of the same report. Report,
 * count and the event of the case are one commit.
 * @throws INVALID_REPORT, REPORT_OF_ONESELF (invalid) · REPORTS_TOO_MANY (too_many) ·
 * IDEMPOTENCY_KEY_REUSED · IDEMPOTENCY_IN_FLIGHT
 */
export function fileReport(deps: FileReportDeps) {
  return async function fileReport(
    actor: Actor,
    call: Omit<KeyedCall, 'actor'>,
    { subject, reason, text }: FileReport,
  ): Promise<Report> {
    const { personId, assurance } = mustBePerson(actor)
    const [reporter, proven] = [personId as PersonId, assurance === 'otp']
    mustBeOfAnother(reporter, subject)
    const claim = complaint(reason, text, deps.maxText)
    const now = deps.clock.now()
    return deps.inTransaction({ actor }, ({ own, cases, outbox, once }) =>
      once({ actor: reporter, ...call }, async () => {
        const recent = await own.lockAndReadRecent(reporter, dayBefore(now), deps.maxPerDay)
        const known = await own.about(reporter, subject)
        if (!known) mustBeBelowCap(recent, deps.maxPerDay, now)
        const about = caseSubjectOf(subject)
        const current = await cases.forUpdate(about, begin(deps.newId() as CaseId, about, now))
        const before = await own.reasonsFor(reporter, current.id)
        const made = { id: deps.newId() as ReportId, reporter, proven, caseId: current.id }
        const report = known
          ? change(known, { proven }, subject, claim, now)
          : file(made, subject, claim, now)
        await (known ? own.save(report) : own.add(report))
        const after = await own.reasonsFor(reporter, current.id)
        const counted = tally(current, { before, after }, deps.thresholds, now)
        if (counted) await cases.save(counted)
        if (counted && isOpen(counted))
          await outbox.append(isOpen(current) ? 'counted' : 'opened', now, counted)
        return report
      }),
    )
  }
}
