// What a person reports: an ad, another person, or what one says in a conversation.
import { answers } from '@pk-auto/gateway-shared/answers'
import { complaintOf, presentReport } from '@pk-auto/gateway-shared/present/report'
import { pageQuery } from '@pk-auto/gateway-shared/schemas/favourite'
import { id } from '@pk-auto/gateway-shared/schemas/listing'
import {
  messageReportBody,
  ownReports,
  reportBody,
  reported,
} from '@pk-auto/gateway-shared/schemas/report'
import type { HiddenListings } from '@pk-auto/gateway-shared/session/hidden-listings'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import type { Http } from '@pk-auto/http/create-http'
import { idempotencyOf } from '@pk-auto/http/idempotency'
import { operation } from '@pk-auto/http/openapi/operation'
import { z } from 'zod'
import type { Clients } from '../clients.ts'

export type ReportDeps = {
  clients: Pick<Clients, 'chat' | 'fraud'>
  visitors: Visitors
  hidden: HiddenListings
}

const tag = 'Reporting'
const params = z.strictObject({ id })
const more = { takes: ['Idempotency-Key'], refuses: [429] } as const
const response = { 202: reported }

/** Asks fraud in the person's name; chat says who the other one of a conversation is. */
export function reportRoutes(app: Http, { clients, visitors, hidden }: ReportDeps): void {
  const { chat, fraud } = clients

  app.post(
    '/api/v1/listings/:id/report',
    {
      schema: {
        ...operation({
          id: 'reportListing',
          tag,
          summary: 'Report an ad',
          description:
            'From now on the reporter’s results are without it. A second report of the same ad ' +
            'changes reason and text of the first. The same answer whether there is such an ad.',
          ...{ who: 'person', ...more },
        }),
        ...{ params, body: reportBody, response },
      },
    },
    async (request, reply) => {
      const person = await visitors.person(request, reply)
      const { id: listingId } = request.params
      const report = await fraud.reportListing(
        { listingId, ...complaintOf(request.body) },
        { actorToken: person.token, idempotency: idempotencyOf(request) },
      )
      hidden.renew(person, listingId)
      return reply.code(202).send({ reportId: report.id })
    },
  )

  app.post(
    '/api/v1/people/:id/report',
    {
      schema: {
        ...operation({
          id: 'reportPerson',
          tag,
          summary: 'Report a person',
          ...{ who: 'person', ...more },
        }),
        ...{ params, body: reportBody, response },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const report = await fraud.reportPerson(
        { personId: request.params.id, ...complaintOf(request.body) },
        { actorToken, idempotency: idempotencyOf(request) },
      )
      return reply.code(202).send({ reportId: report.id })
    },
  )

  app.post(
    '/api/v1/chat/conversations/:id/report',
    {
      schema: {
        ...operation({
          id: 'reportMessage',
          tag,
          summary: 'Report what the other one says in a conversation',
          ...{ who: 'person', ...more },
        }),
        ...{ params, body: messageReportBody, response },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const { id: conversationId } = request.params
      const idempotency = idempotencyOf(request)
      const { items } = await chat.getConversations({ ids: [conversationId] }, { actorToken })
      const personId = items[0]?.side?.peerId
      if (personId === undefined) throw answers.CONVERSATION_NOT_FOUND({ conversationId })
      const { seq, ...claim } = request.body
      const report = await fraud.reportMessage(
        {
          ...{ conversationId, personId, ...complaintOf(claim) },
          ...(seq !== undefined && { seq: BigInt(seq) }),
        },
        { actorToken, idempotency },
      )
      return reply.code(202).send({ reportId: report.id })
    },
  )

  app.get(
    '/api/v1/me/reports',
    {
      schema: {
        ...operation({
          id: 'listOwnReports',
          tag,
          summary: 'What the person has reported, the latest first',
          who: 'person',
        }),
        querystring: pageQuery,
        response: { 200: ownReports },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const { limit, after = '' } = request.query
      const found = await fraud.getOwnReports({ page: { limit, after } }, { actorToken })
      return {
        items: found.reports.map(presentReport).filter((one) => one !== undefined),
        next: found.next === '' ? null : found.next,
      }
    },
  )
}
