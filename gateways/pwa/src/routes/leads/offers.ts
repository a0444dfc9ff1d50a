// Prices that the two people of a lead name and answer. An offer is not a sale.
import { brandOf, type Brand } from '@pk-auto/gateway-shared/brand'
import { presentOffer } from '@pk-auto/gateway-shared/present/offer'
import { id, langQuery } from '@pk-auto/gateway-shared/schemas/listing'
import { offer, offerBody } from '@pk-auto/gateway-shared/schemas/offer'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import { atOneOf, etagOf, ifMatch } from '@pk-auto/http/conditions'
import type { Http } from '@pk-auto/http/create-http'
import { idempotencyOf } from '@pk-auto/http/idempotency'
import { langOf } from '@pk-auto/http/language'
import { operation } from '@pk-auto/http/openapi/operation'
import type { Money } from '@pk-auto/kernel/money'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Clients } from '../../clients.ts'

const answerParams = z.strictObject({ id, offerId: id })
type Answering = FastifyRequest<{ Params: { id: string; offerId: string } }>

export type OfferDeps = {
  clients: Pick<Clients, 'leads'>
  visitors: Visitors
  brands: readonly Brand[]
}

/** Asks leads.MakeOffer and AnswerOffer with the visitor's token. */
export function offerRoutes(app: Http, { clients, visitors, brands }: OfferDeps): void {
  app.post(
    '/api/v1/leads/:id/offers',
    {
      schema: {
        ...operation({
          id: 'makeOffer',
          priority: 'live',
          tag: 'Talking',
          summary: 'Name a price to the seller, open for 72 hours',
          description: 'An offer is not a sale. One at a time.',
          who: 'person',
          takes: ['Idempotency-Key'],
          gives: ['ETag', 'Location'],
          refuses: [404, 409],
        }),
        params: z.strictObject({ id }),
        querystring: langQuery,
        body: offerBody,
        response: { 201: offer },
      },
    },
    async (request, reply) => {
      const idempotency = idempotencyOf(request)
      const { token } = await visitors.person(request, reply)
      const { market, channels } = brandOf(brands, request.hostname)
      const leadId = request.params.id
      const made = await clients.leads.makeOffer(
        { leadId, price: request.body.price, market, channels },
        { actorToken: token, idempotency },
      )
      return reply
        .code(201)
        .header('Location', `/api/v1/leads/${leadId}/offers/${made.id}`)
        .header('ETag', etagOf(made.version))
        .send(presentOffer(made, langOf(request)))
    },
  )

  const answer = async (
    request: Answering,
    reply: FastifyReply,
    { answer: given, price }: { answer: string; price?: Money },
  ) => {
    const versions = ifMatch(request)
    const { token } = await visitors.person(request, reply)
    const { id: leadId, offerId } = request.params
    const answered = await atOneOf(versions, (expectedVersion) =>
      clients.leads.answerOffer(
        { leadId, offerId, expectedVersion, answer: given, price },
        { actorToken: token },
      ),
    )
    reply.header('ETag', etagOf(answered.version))
    return presentOffer(answered, langOf(request))
  }
  const words = (name: string, summary: string) =>
    operation({
      id: name,
      tag: 'Talking',
      summary,
      who: 'person',
      priority: 'live',
      takes: ['If-Match'],
      gives: ['ETag'],
      refuses: [404],
    })

  app.post(
    '/api/v1/leads/:id/offers/:offerId/counter',
    {
      schema: {
        ...words('counterOffer', 'Answer with another price'),
        params: answerParams,
        querystring: langQuery,
        body: offerBody,
        response: { 200: offer },
      },
    },
    (request, reply) => answer(request, reply, { answer: 'counter', price: request.body.price }),
  )

  for (const [given, summary] of [
    ['accept', 'Agree to the price of the other; nothing is sold by it'],
    ['decline', 'Say no to the price of the other'],
    ['withdraw', 'Take back one’s own price'],
  ] as const)
    app.post(
      `/api/v1/leads/:id/offers/:offerId/${given}`,
      {
        schema: {
          ...words(`${given}Offer`, summary),
          params: answerParams,
          querystring: langQuery,
          response: { 200: offer },
        },
      },
      (request: Answering, reply) => answer(request, reply, { answer: given }),
    )
}
