// Reports as people send and see them.
import { type Report, ReportReason, SubjectKind } from '@pk-auto/proto/pkauto/fraud/v1/fraud'
import { type OwnReportOut, REPORT_REASONS, type ReportReasonName } from '../schemas/report.ts'
import { presentTime } from './listing.ts'

const REASON: Readonly<Record<ReportReasonName, ReportReason>> = {
  sold: ReportReason.REPORT_REASON_SOLD,
  'wrong-price': ReportReason.REPORT_REASON_WRONG_PRICE,
  fraud: ReportReason.REPORT_REASON_FRAUD,
  duplicate: ReportReason.REPORT_REASON_DUPLICATE,
  offensive: ReportReason.REPORT_REASON_OFFENSIVE,
  'wrong-details': ReportReason.REPORT_REASON_WRONG_DETAILS,
  other: ReportReason.REPORT_REASON_OTHER,
}
const KIND = new Map<SubjectKind, OwnReportOut['subject']['kind']>([
  [SubjectKind.SUBJECT_KIND_LISTING, 'listing'],
  [SubjectKind.SUBJECT_KIND_PERSON, 'person'],
  [SubjectKind.SUBJECT_KIND_MESSAGE, 'message'],
])

type Sent = { reason: ReportReasonName; text?: string | undefined }

export const complaintOf = ({ reason, text = '' }: Sent) => ({ reason: REASON[reason], text })

/** Undefined for a kind of subject that a newer fraud may know. */
export function presentReport(report: Report): OwnReportOut | undefined {
  const { id, subjectKind, subjectId, seq, text, createdAt, underReview } = report
  const kind = KIND.get(subjectKind)
  if (!kind) return undefined
  return {
    id,
    subject: { kind, id: subjectId, ...(seq !== undefined && { seq: Number(seq) }) },
    reason: REPORT_REASONS.find((one) => REASON[one] === report.reason) ?? 'other',
    ...(text !== '' && { text }),
    at: presentTime(createdAt),
    state: underReview ? 'under-review' : 'received',
  }
}
