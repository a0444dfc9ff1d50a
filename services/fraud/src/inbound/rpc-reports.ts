// Proto in, command out, for everything a gateway asks of fraud. No rule lives here.
import { keyOf } from '@pk-auto/grpc/call'
import type { Implementation } from '@pk-auto/grpc/server'
import type { FraudDefinition, ReportReason } from '@pk-auto/proto/pkauto/fraud/v1/fraud'
import {
  type ConversationId,
  type ListingId,
  type PersonId,
  type ReportId,
  subjectId,
} from '../domain/ids.ts'
import type { Subject } from '../domain/report.ts'
import type { FraudVerbs } from '../usecases/index.ts'
import { reasonOf, reportMessage } from '../wire/report.ts'
import { cursorOf, readPage } from './cursor.ts'

const commandOf = (subject: Subject, claim: { reason: ReportReason; text: string }) => ({
  ...{ subject, reason: reasonOf(claim.reason), text: claim.text },
})

export const reportsRpc = (use: FraudVerbs): Implementation<typeof FraudDefinition> => ({
  reportListing: async ({ listingId, ...claim }, call) => {
    const subject = { kind: 'listing', id: subjectId<ListingId>(listingId, 'listingId') } as const
    return reportMessage(await use.fileReport(call.actor, keyOf(call), commandOf(subject, claim)))
  },
  reportPerson: async ({ personId, ...claim }, call) => {
    const subject = { kind: 'person', id: subjectId<PersonId>(personId, 'personId') } as const
    return reportMessage(await use.fileReport(call.actor, keyOf(call), commandOf(subject, claim)))
  },
  reportMessage: async ({ conversationId, seq, personId, ...claim }, call) => {
    const subject = {
      kind: 'message' as const,
      id: subjectId<ConversationId>(conversationId, 'conversationId'),
      of: subjectId<PersonId>(personId, 'personId'),
      ...(seq !== undefined && { seq: Number(seq) }),
    }
    return reportMessage(await use.fileReport(call.actor, keyOf(call), commandOf(subject, claim)))
  },
  getOwnReports: async ({ page }, { actor }) => {
    const { limit, after } = readPage<ReportId>(page)
    const { items, next } = await use.getOwnReports(actor, limit, after)
    return { reports: items.map(reportMessage), next: cursorOf(next) }
  },
  hiddenListings: async (_request, { actor }) => ({ ids: await use.hiddenListings(actor) }),
})
