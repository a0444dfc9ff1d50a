// One report as a message, and its words as proto has them.
import {
  type Report as Message,
  ReportReason,
  SubjectKind,
} from '@pk-auto/proto/pkauto/fraud/v1/fraud'
import { errors } from '../domain/errors.ts'
import {
  type OwnReport,
  type Reason,
  REASONS,
  type Report,
  type Subject,
} from '../domain/report.ts'

export const REASON = {
  sold: ReportReason.REPORT_REASON_SOLD,
  'wrong-price': ReportReason.REPORT_REASON_WRONG_PRICE,
  fraud: ReportReason.REPORT_REASON_FRAUD,
  duplicate: ReportReason.REPORT_REASON_DUPLICATE,
  offensive: ReportReason.REPORT_REASON_OFFENSIVE,
  'wrong-details': ReportReason.REPORT_REASON_WRONG_DETAILS,
  other: ReportReason.REPORT_REASON_OTHER,
} as const satisfies Record<Reason, ReportReason>

export const SUBJECT = {
  listing: SubjectKind.SUBJECT_KIND_LISTING,
  person: SubjectKind.SUBJECT_KIND_PERSON,
  message: SubjectKind.SUBJECT_KIND_MESSAGE,
} as const satisfies Record<Subject['kind'], SubjectKind>

/** @throws INVALID_REPORT (invalid) for a reason that is none of ours */
export function reasonOf(message: ReportReason): Reason {
  const reason = REASONS.find((one) => REASON[one] === message)
  const field = { path: 'reason', code: 'UNKNOWN_VALUE', message: 'is no reason' } as const
  if (!reason) throw errors.INVALID_REPORT({}, { fields: [field] })
  return reason
}

export const reportMessage = (report: Report | OwnReport): Message => ({
  id: report.id,
  subjectKind: SUBJECT[report.subjectKind],
  subjectId: report.subjectId,
  seq: report.seq === undefined ? undefined : BigInt(report.seq),
  reason: REASON[report.reason],
  text: report.text ?? '',
  createdAt: report.createdAt,
  underReview: 'underReview' in report && report.underReview,
})
