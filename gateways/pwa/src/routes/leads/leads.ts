// Turning to the seller of an ad, and ordering what came of it.
import { brandOf, type Brand } from '@pk-auto/gateway-shared/brand'
import { peerOf, presentLead, wireKind, wireStatus } from '@pk-auto/gateway-shared/present/lead'
import { lead, leadBody, leadOpened, leadPatch } from '@pk-auto/gateway-shared/schemas/lead'
import { id } from '@pk-auto/gateway-shared/schemas/listing'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import { atOneOf, etagOf, ifMatch } from '@pk-auto/http/conditions'
import type { Http } from '@pk-auto/http/create-http'
import { idempotencyOf } from '@pk-auto/http/idempotency'
import { langOf } from '@pk-auto/http/language'
import { operation } from '@pk-auto/http/openapi/operation'
import { type Lead, Side } from '@pk-auto/proto/pkauto/leads/v1/leads'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Clients } from '../../clients.ts'

const params = z.strictObject({ id })
const page = z.strictObject({
  side: z.enum(['buyer', 'seller']),
  listingId: id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(200).optional(),
  lang: z.enum(['en', 'ur']).optional(),
})
const list = z
  .strictObject({ items: z.array(lead), next: z.string().nullable() })
  .meta({ id: 'Leads' })

export type LeadDeps = {
  clients: Pick<Clients, 'leads' | 'pages' | 'people'>
  visitors: Visitors
  brands: readonly Brand[]
}

const nothing = () => undefined

/** Asks leads with the visitor's token; names and titles come from identity and search. */
export function leadRoutes(app: Http, { clients, visitors, brands }: LeadDeps): void {
  /** Without a name or a title when their owners are away: the lead is shown all the same. */
  const shown = async (request: FastifyRequest, found: Lead, reader: string) => {
    const brand = brandOf(brands, request.hostname)
    const [ad, person] = await Promise.all([
      clients.pages(brand).load(found.listingId).catch(nothing),
      clients.people.load(peerOf(found, reader)).catch(nothing),
    ])
    return presentLead(found, { reader, page: ad, person, lang: langOf(request) })
  }

  app.post(
    '/api/v1/leads',
    {
      schema: {
        ...operation({
          id: 'createLead',
          priority: 'live',
          tag: 'Talking',
          summary: 'Turn to the seller of an ad',
          description: 'One lead per person and ad: a further contact gets 200 and the same one.',
          who: 'person',
          takes: ['Idempotency-Key'],
          gives: ['Location'],
          refuses: [404, 409],
        }),
        body: leadBody,
        response: { 200: leadOpened, 201: leadOpened },
      },
    },
    async (request, reply) => {
      const idempotency = idempotencyOf(request)
      const { token } = await visitors.person(request, reply)
      const { listingId, kind, text = '' } = request.body
      const { market, channels } = brandOf(brands, request.hostname)
      const { lead: made, created } = await clients.leads.createLead(
        { listingId, kind: wireKind(kind), text, market, channels },
        { actorToken: token, idempotency },
      )
      if (!made) throw new Error('leads answered without the lead')
      const opened = { leadId: made.id, conversationId: made.conversationId }
      return reply
        .code(created ? 201 : 200)
        .header('Location', `/api/v1/leads/${made.id}`)
        .send(opened)
    },
  )

  app.get(
    '/api/v1/me/leads',
    {
      schema: {
        ...operation({
          id: 'listLeads',
          tag: 'Talking',
          summary: 'The leads of whoever is signed in, the latest contact first',
          who: 'person',
        }),
        querystring: page,
        response: { 200: list },
      },
    },
    async (request, reply) => {
      const { token, personId } = await visitors.person(request, reply)
      const { side, listingId, limit, after = '' } = request.query
      const { leads, next } = await clients.leads.listLeads(
        {
          side: side === 'buyer' ? Side.SIDE_BUYER : Side.SIDE_SELLER,
          listingId,
          page: { limit, after },
        },
        { actorToken: token },
      )
      const items = await Promise.all(leads.map((each) => shown(request, each, personId)))
      return { items, next: next === '' ? null : next }
    },
  )

  app.patch(
    '/api/v1/leads/:id',
    {
      schema: {
        ...operation({
          id: 'updateLead',
          tag: 'Talking',
          summary: 'Order a lead: the seller by status, both by notes of their own',
          who: 'person',
          takes: ['If-Match'],
          gives: ['ETag'],
          refuses: [404],
        }),
        params,
        body: leadPatch,
        response: { 200: lead },
      },
    },
    async (request, reply) => {
      const versions = ifMatch(request)
      const { token, personId } = await visitors.person(request, reply)
      const { status, note } = request.body
      const edited = await atOneOf(versions, (expectedVersion) =>
        clients.leads.updateLead(
          {
            ...{ id: request.params.id, expectedVersion, note },
            status: status && wireStatus(status),
          },
          { actorToken: token },
        ),
      )
      reply.header('ETag', etagOf(edited.version))
      return shown(request, edited, personId)
    },
  )
}
