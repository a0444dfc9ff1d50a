// GET /listings/{id}/similar: the way on from an ad, also from one that is over.
import { answers } from '@pk-auto/gateway-shared/answers'
import { brandOf, type Brand } from '@pk-auto/gateway-shared/brand'
import { presentCard } from '@pk-auto/gateway-shared/present/search-page'
import { id, langQuery } from '@pk-auto/gateway-shared/schemas/listing'
import { similar } from '@pk-auto/gateway-shared/schemas/search'
import type { Flags } from '@pk-auto/gateway-shared/flags/open-flags'
import type { HiddenFor } from '@pk-auto/gateway-shared/session/hidden-listings'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import type { Card } from '@pk-auto/proto/pkauto/search/v1/search'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { z } from 'zod'
import type { Clients } from '../../clients.ts'

export type SimilarDeps = {
  brands: readonly Brand[]
  mediaBase: string
  flags: Pick<Flags, 'variant'>
  visitors: Pick<Visitors, 'deviceIfAny'>
  hiddenFor: HiddenFor
}

const cheapestFirst = (one: Card, other: Card): number =>
  Number((one.price?.minor ?? 0n) - (other.price?.minor ?? 0n))

/** Asks search.GetSimilarListings. The experiment `similar-order` decides the order it shows. */
export function similarRoutes(
  app: Http,
  { search }: Pick<Clients, 'search'>,
  { brands, mediaBase, flags, visitors, hiddenFor }: SimilarDeps,
): void {
  app.get(
    '/api/v1/listings/:id/similar',
    {
      schema: {
        ...operation({
          id: 'getSimilarListings',
          priority: 'bulk',
          tag: 'Finding',
          summary: 'Ads like one',
          description:
            'The same car again, and another one for the same money that is newer or has run ' +
            'less. Also for an ad that is sold or over. Without what the visitor reported.',
          who: 'person or anyone',
        }),
        params: z.strictObject({ id }),
        querystring: langQuery,
        response: { 200: similar },
      },
    },
    async (request, reply) => {
      const { market, channels } = brandOf(brands, request.hostname)
      const [channel = ''] = channels
      const { id: listingId } = request.params
      const hide = await hiddenFor(request, reply)
      const asked = { id: listingId, market, channel, hide }
      const answer = await search.getSimilarListings(asked)
      if (!answer.found) throw answers.LISTING_NOT_FOUND({ listingId })
      const order = await flags.variant('similar-order', visitors.deviceIfAny(request))
      const sameCar = order === 'cheapest' ? answer.sameCar.toSorted(cheapestFirst) : answer.sameCar
      return {
        sameCar: sameCar.map((card) => presentCard(card, mediaBase)),
        sameMoney: answer.sameMoney.map((card) => presentCard(card, mediaBase)),
      }
    },
  )
}
