// What a person reports, on the HTTP surface.
import { z } from 'zod'
import { id, time } from './listing.ts'

export const REPORT_REASONS = [
  ...(['sold', 'wrong-price', 'fraud', 'duplicate'] as const),
  ...(['offensive', 'wrong-details', 'other'] as const),
] as const

const reason = z.enum(REPORT_REASONS)
const text = z.string().max(1_000)

export const reportBody = z
  .strictObject({ reason, text: text.optional() })
  .meta({ id: 'ReportBody', example: { reason: 'fraud', text: 'Wants money before I see it' } })

export const messageReportBody = z
  .strictObject({
    seq: z.int().positive().optional().meta({ description: 'The message; without it all of them' }),
    ...{ reason, text: text.optional() },
  })
  .meta({ id: 'MessageReportBody', example: { seq: 7, reason: 'offensive' } })

export const reported = z.strictObject({ reportId: id }).meta({ id: 'Reported' })

export const ownReport = z
  .strictObject({
    id,
    subject: z.strictObject({
      kind: z.enum(['listing', 'person', 'message']),
      id: id.meta({ description: 'Of the ad, the person or the conversation' }),
      seq: z.int().optional(),
    }),
    reason,
    text: text.optional(),
    at: time,
    state: z
      .enum(['received', 'under-review'])
      .meta({ description: 'under-review: enough people report the same, our team looks into it' }),
  })
  .meta({ id: 'OwnReport' })

export const ownReports = z
  .strictObject({ items: z.array(ownReport), next: z.string().nullable() })
  .meta({ id: 'OwnReports' })

export type ReportReasonName = z.input<typeof reason>
export type OwnReportOut = z.input<typeof ownReport>
