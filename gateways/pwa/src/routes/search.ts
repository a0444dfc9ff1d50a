// GET /listings: results with facets; the address is the whole question.
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import type { Clients } from '../clients.ts'
import { brandOf, type Brand } from '@pk-auto/gateway-shared/brand'
import { presentSearch } from '@pk-auto/gateway-shared/present/search-page'
import {
  FILTERS,
  searchPage,
  searchQuery,
  type SearchQuery,
} from '@pk-auto/gateway-shared/schemas/search'

function filtersOf(query: SearchQuery): { name: string; values: string[] }[] {
  return FILTERS.flatMap((name) => {
    const value = query[name]
    return value === undefined || value === ''
      ? []
      : [{ name, values: [value].flat().filter((text) => text !== '') }]
  })
}

/** Asks search.SearchListings. */
export function searchRoutes(
  app: Http,
  { search }: Pick<Clients, 'search'>,
  { brands, mediaBase }: { brands: readonly Brand[]; mediaBase: string },
): void {
  app.get(
    '/api/v1/listings',
    {
      schema: {
        ...operation({
          id: 'searchListings',
          tag: 'Finding',
          summary: 'Find cars',
          description:
            'Several values of one filter are alternatives; an empty value is no filter. ' +
            'Facets come with the first page.',
          who: 'anyone',
        }),
        querystring: searchQuery,
        response: { 200: searchPage },
      },
    },
    async (request) => {
      const { q = '', sort = '', limit, after = '' } = request.query
      const brand = brandOf(brands, request.hostname)
      const [channel = ''] = brand.channels
      const found = await search.searchListings({
        market: brand.market,
        channel,
        q,
        sort,
        limit,
        after,
        filters: filtersOf(request.query),
      })
      return presentSearch(found, mediaBase)
    },
  )
}
