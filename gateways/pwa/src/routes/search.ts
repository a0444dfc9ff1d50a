// GET /listings: results with facets; the address is the whole question, less what its reader
// has reported.
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import type { HiddenFor } from '@pk-auto/gateway-shared/session/hidden-listings'
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

export type SearchDeps = {
  clients: Pick<Clients, 'search'>
  hiddenFor: HiddenFor
  brands: readonly Brand[]
  mediaBase: string
}

/** Asks search.SearchListings. */
export function searchRoutes(
  app: Http,
  { clients: { search }, hiddenFor, brands, mediaBase }: SearchDeps,
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
            'Facets come with the first page, but not of one seller’s ads. ' +
            'Without the ads that the visitor reported: pages ' +
            'and totals leave them out, facets count them.',
          who: 'person or anyone',
        }),
        querystring: searchQuery,
        response: { 200: searchPage },
      },
    },
    async (request, reply) => {
      const { q = '', sort = '', limit, after = '', seller = '' } = request.query
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
        seller,
        hide: await hiddenFor(request, reply),
      })
      return presentSearch(found, mediaBase)
    },
  )
}
