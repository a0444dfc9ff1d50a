// POST /listings/{id}/reveal-phone: the number behind an ad, for who is signed in and counted.
import { brandOf, type Brand } from '@pk-auto/gateway-shared/brand'
import { shortPath } from '@pk-auto/gateway-shared/page/short-path'
import { presentRevealed } from '@pk-auto/gateway-shared/present/lead'
import { revealed } from '@pk-auto/gateway-shared/schemas/lead'
import { id, langQuery } from '@pk-auto/gateway-shared/schemas/listing'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import type { Http } from '@pk-auto/http/create-http'
import { langOf } from '@pk-auto/http/language'
import { operation } from '@pk-auto/http/openapi/operation'
import { z } from 'zod'
import type { Clients } from '../../clients.ts'

export type RevealDeps = {
  clients: Pick<Clients, 'leads' | 'pages'>
  visitors: Visitors
  brands: readonly Brand[]
  /** Where the pages of ads are. */
  webOrigin: string
}

/** Asks leads.RevealPhone with the visitor's token; the title comes from search. */
export function revealPhoneRoutes(
  app: Http,
  { clients, visitors, brands, webOrigin }: RevealDeps,
): void {
  app.post(
    '/api/v1/listings/:id/reveal-phone',
    {
      schema: {
        ...operation({
          id: 'revealPhone',
          priority: 'live',
          tag: 'Talking',
          summary: 'The number of the seller',
          description:
            'Twenty new ones a day; the same ad again is free. `Retry-After` of a refusal is ' +
            'the end of the market’s day.',
          who: 'person',
          refuses: [404, 409],
        }),
        params: z.strictObject({ id }),
        querystring: langQuery,
        response: { 200: revealed },
      },
    },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      const listingId = request.params.id
      const brand = brandOf(brands, request.hostname)
      const { market, channels } = brand
      const [number, page] = await Promise.all([
        clients.leads.revealPhone({ listingId, market, channels }, { actorToken: token }),
        // The number does not wait for a title.
        clients
          .pages(brand)
          .load(listingId)
          .catch(() => undefined),
      ])
      const lang = langOf(request)
      const url = new URL(shortPath(listingId, lang), webOrigin).href
      return presentRevealed(number, { title: page?.title?.[lang] ?? '', url }, lang)
    },
  )
}
