// GET /suggest: how a search that is being typed may go on.
import type { HiddenFor } from '@pk-auto/gateway-shared/session/hidden-listings'
import { brandOf, type Brand } from '@pk-auto/gateway-shared/brand'
import { suggestions, suggestQuery } from '@pk-auto/gateway-shared/schemas/suggest'
import { presentSuggestions } from '@pk-auto/gateway-shared/present/search-page'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import type { Clients } from '../../clients.ts'

/** Long enough for a word deleted and typed again. */
const FRESH_SECONDS = 60

/** Asks search.Suggest. */
export function suggestRoutes(
  app: Http,
  { search }: Pick<Clients, 'search'>,
  { brands, hiddenFor }: { brands: readonly Brand[]; hiddenFor: HiddenFor },
): void {
  app.get(
    '/api/v1/suggest',
    {
      schema: {
        ...operation({
          id: 'suggest',
          priority: 'bulk',
          tag: 'Finding',
          summary: 'How a search may go on',
          description:
            'Makes, models and cities by any of their spellings; popular ones for none. A pasted ' +
            'ad alone, unless the visitor reported it.',
          who: 'person or anyone',
        }),
        querystring: suggestQuery,
        response: { 200: suggestions },
      },
    },
    async (request, reply) => {
      const { market, channels } = brandOf(brands, request.hostname)
      const [channel = ''] = channels
      const { items } = await search.suggest({ market, channel, q: request.query.q ?? '' })
      if (items.some(({ kind }) => kind === 'listing')) {
        // What the reader may report in a moment is not stored.
        const hidden = new Set(await hiddenFor(request, reply))
        return { items: presentSuggestions(items.filter(({ query }) => !hidden.has(query))) }
      }
      reply.header('Cache-Control', `private, max-age=${FRESH_SECONDS}`)
      return { items: presentSuggestions(items) }
    },
  )
}
