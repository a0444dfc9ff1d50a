// What a seller does with ads: begin, edit, publish, close, bring back, lift, list.
import { atOneOf, etagOf, ifMatch } from '@pk-auto/http/conditions'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { idempotencyOf } from '@pk-auto/http/idempotency'
import { priceIn } from '@pk-auto/http/money-schema'
import type { OwnListing } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Clients } from '../clients.ts'
import { draftOf } from '@pk-auto/gateway-shared/present/draft'
import {
  documentedPrice,
  id,
  listing,
  listingBody,
  listingPatch,
  type ListingOut,
} from '@pk-auto/gateway-shared/schemas/listing'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import type { OwnListings } from '@pk-auto/gateway-shared/own-listing-view'

const params = z.strictObject({ id })
const soldPrice = priceIn.meta(documentedPrice)
const closing = z
  .strictObject({ reason: z.enum(['sold', 'not-selling', 'other']), soldFor: soldPrice.optional() })
  .refine(({ reason, soldFor }) => reason === 'sold' || soldFor === undefined, {
    path: ['soldFor'],
    message: 'Only a sold car has a final price',
  })
  .meta({
    id: 'Closing',
    example: { reason: 'not-selling' },
    if: { required: ['soldFor'] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: { properties: { reason: { const: 'sold' } } },
  })
const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(200).optional(),
  lang: z.enum(['en', 'ur']).optional(),
})
const one = { response: { 200: listing } }

export type OwnListingsDeps = {
  catalogue: Clients['catalogue']
  visitors: Visitors
  own: OwnListings
}

type Command = { readonly id: string; readonly expectedVersion: number }

/**
 * Asks catalogue's listing RPCs with the seller's token; edits need If-Match, creation an
 * Idempotency-Key.
 */
export function ownListingRoutes(app: Http, { catalogue, visitors, own }: OwnListingsDeps): void {
  /** Runs one change in the seller's name and answers with the listing as it then is. */
  const changed = async (
    request: FastifyRequest,
    reply: FastifyReply,
    change: (actorToken: string) => Promise<OwnListing>,
  ): Promise<ListingOut> => {
    const { token } = await visitors.person(request, reply)
    const [shown] = await own.present([await change(token)], token)
    if (!shown) throw new Error('catalogue answered without the listing')
    reply.header('ETag', etagOf(shown.version))
    return shown
  }
  /** Of an ad that the seller has seen, at a version that If-Match names. */
  const changedAt = (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
    change: (command: Command, actorToken: string) => Promise<OwnListing>,
  ): Promise<ListingOut> => {
    const { id } = request.params
    return changed(request, reply, (actorToken) =>
      atOneOf(ifMatch(request), (expectedVersion) => change({ id, expectedVersion }, actorToken)),
    )
  }

  app.post(
    '/api/v1/listings',
    {
      schema: {
        ...operation({
          id: 'createListing',
          tag: 'Selling',
          summary: 'Begin an ad, as a draft',
          who: 'person',
          takes: ['Idempotency-Key'],
          gives: ['ETag', 'Location'],
        }),
        body: listingBody,
        response: { 201: listing },
      },
    },
    async (request, reply) => {
      const idempotency = idempotencyOf(request)
      const shown = await changed(request, reply, (actorToken) =>
        catalogue.createListing({ draft: draftOf(request.body) }, { actorToken, idempotency }),
      )
      return reply.code(201).header('Location', `/api/v1/listings/${shown.id}`).send(shown)
    },
  )

  app.patch(
    '/api/v1/listings/:id',
    {
      schema: {
        ...operation({
          id: 'updateListing',
          tag: 'Selling',
          summary: 'Change an ad',
          description: 'Fields that are absent stay; null empties an optional one.',
          who: 'person',
          takes: ['If-Match'],
          gives: ['ETag'],
          refuses: [409],
        }),
        params,
        body: listingPatch,
        ...one,
      },
    },
    (request, reply) =>
      changedAt(request, reply, (command, actorToken) =>
        catalogue.updateListing(
          { ...command, draft: draftOf(request.body), fields: Object.keys(request.body) },
          { actorToken },
        ),
      ),
  )

  app.post(
    '/api/v1/listings/:id/publish',
    {
      schema: {
        ...operation({
          id: 'publishListing',
          tag: 'Selling',
          summary: 'Bring a draft to the market',
          description: 'Every photo must be ready.',
          who: 'person',
          takes: ['If-Match'],
          gives: ['ETag'],
          refuses: [409],
        }),
        params,
        ...one,
      },
    },
    (request, reply) =>
      changedAt(request, reply, (command, actorToken) =>
        catalogue.publishListing(command, { actorToken }),
      ),
  )

  app.post(
    '/api/v1/listings/:id/close',
    {
      schema: {
        ...operation({
          id: 'closeListing',
          tag: 'Selling',
          summary: 'Take an ad off the market',
          who: 'person',
          takes: ['If-Match'],
          gives: ['ETag'],
          refuses: [409],
        }),
        params,
        body: closing,
        ...one,
      },
    },
    (request, reply) =>
      changedAt(request, reply, (command, actorToken) =>
        catalogue.closeListing({ ...command, ...request.body }, { actorToken }),
      ),
  )

  app.post(
    '/api/v1/listings/:id/reactivate',
    {
      schema: {
        ...operation({
          id: 'reactivateListing',
          tag: 'Selling',
          summary: 'Bring a closed or expired ad back',
          description: 'A sold one while `undoSaleMs` is left; later it is 409 SALE_FINAL.',
          who: 'person',
          takes: ['If-Match'],
          gives: ['ETag'],
          refuses: [409],
        }),
        params,
        ...one,
      },
    },
    (request, reply) =>
      changedAt(request, reply, (command, actorToken) =>
        catalogue.reactivateListing(command, { actorToken }),
      ),
  )

  app.post(
    '/api/v1/listings/:id/refresh',
    {
      schema: {
        ...operation({
          id: 'refreshListing',
          tag: 'Selling',
          summary: 'Lift an ad to the newest',
          description: 'Once a day.',
          who: 'person',
          takes: ['If-Match'],
          gives: ['ETag'],
          refuses: [409],
        }),
        params,
        ...one,
      },
    },
    (request, reply) =>
      changedAt(request, reply, (command, actorToken) =>
        catalogue.refreshListing(command, { actorToken }),
      ),
  )

  const list = z
    .strictObject({ items: z.array(listing), next: z.string().nullable() })
    .meta({ id: 'OwnListings' })
  app.get(
    '/api/v1/me/listings',
    {
      schema: {
        ...operation({
          id: 'listOwnListings',
          tag: 'Selling',
          summary: 'The ads of whoever is signed in',
          who: 'person',
        }),
        querystring: page,
        response: { 200: list },
      },
    },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      const { limit, after = '' } = request.query
      const { listings, next } = await catalogue.listOwnListings(
        { page: { limit, after } },
        { actorToken: token },
      )
      return { items: await own.present(listings, token), next: next === '' ? null : next }
    },
  )
}
