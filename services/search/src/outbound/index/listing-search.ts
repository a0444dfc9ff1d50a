// Reads the listings index: hits always fresh, facets from a cache of seconds, repairs when nothing
// was found.
import type { estypes } from '@elastic/elasticsearch'
import { errors } from '../../domain/errors.ts'
import { filtersToWire, type TermFilter } from '../../domain/filters.ts'
import type { IndexCard } from '../../domain/index-doc.ts'
import {
  demandsWords,
  type Drop,
  dropsOf,
  type FacetCounts,
  type Hits,
  type Repair,
  type SearchQuery,
} from '../../domain/search-query.ts'
import type { ListingSearch } from '../../usecases/search-listings.ts'
import type { Elastic } from './elastic.ts'
import type { FacetCache } from './facet-cache.ts'
import { facetsRequest, hitsRequest, repairsRequest } from './listing-query.ts'

type Found = { card: IndexCard; seller?: string }
export type HitsAnswer = estypes.SearchResponseBody<Found>
type Counts = Readonly<Record<string, { readonly doc_count: number }>>
type Counted = { buckets: { key: string; doc_count: number }[] }

export function listingSearch(
  elastic: Elastic,
  alias: string,
  facets: FacetCache<FacetCounts>,
): ListingSearch {
  const header = { index: alias }
  const options = { index: alias, allow_partial_search_results: false }
  return {
    async page(query, page, withFacets) {
      if (!withFacets)
        return {
          ...hitsOf(
            await elastic.call('search', (client) =>
              client.search<Found>({ ...options, ...hitsRequest(query, page) }),
            ),
          ),
        }
      const counted = Promise.withResolvers<FacetCounts>()
      counted.promise.catch(() => undefined)
      // When the cache asks, its request rides along with the hits.
      let asked = false
      const facetCounts = facets.take(facetKey(query), () => {
        asked = true
        return counted.promise
      })
      facetCounts.catch(() => undefined)
      const searches = asked
        ? [header, hitsRequest(query, page), header, facetsRequest(query)]
        : [header, hitsRequest(query, page)]
      try {
        const { responses } = await elastic.call('msearch', (client) =>
          client.msearch<Found>({
            searches: searches as estypes.MsearchRequestItem[],
          }),
        )
        const [hits, counts] = responses.map(answered)
        if (counts) counted.resolve(facetsOf(counts))
        return { ...hitsOf(hits as HitsAnswer), facets: await facetCounts }
      } catch (error) {
        counted.reject(error)
        throw error
      }
    },
    async repairs(query, hide) {
      if (dropsOf(query).length === 0) return []
      const answer = await elastic.call('search', (client) =>
        client.search({ ...options, ...repairsRequest(query, hide) }),
      )
      const counted = answer.aggregations?.['drops'] as unknown as { buckets: Counts } | undefined
      return repairsOf(counted?.buckets ?? {})
    },
  }
}

/** The most first; two things at once only where one alone does not help. */
function repairsOf(buckets: Counts): Repair[] {
  const found = Object.entries(buckets).flatMap(([key, { doc_count: total }]): Repair[] => {
    const [drop, also] = key.split('+') as [Drop, Drop | undefined]
    return total > 0 ? [{ drop, ...(also && { also }), total }] : []
  })
  const single = found.filter(({ also }) => also === undefined)
  return (single.length > 0 ? single : found).sort((a, b) => b.total - a.total)
}

// Order and page do not change counts: searches that differ only there share them. One seller's ads
// are not counted.
function facetKey(query: SearchQuery): string {
  const { market, channel, filters, nearCities } = query
  const demanded = demandsWords(query) ? [[...query.words].sort(), query.equipment] : []
  return JSON.stringify([market, channel, filtersToWire(filters), nearCities, demanded])
}

export function answered(response: estypes.MsearchResponseItem<Found>): HitsAnswer {
  if (!('error' in response)) return response as HitsAnswer
  const code = response.status === 404 ? 'INDEX_MISSING' : 'SEARCH_UNAVAILABLE'
  if (response.status === 404 || response.status === 429 || (response.status ?? 0) >= 500)
    throw errors[code]({}, { retryAfterMs: 1_000 })
  throw new Error(`Elasticsearch refused a search: ${response.error.type}`)
}

export function hitsOf({ hits }: HitsAnswer): Hits {
  const total =
    typeof hits.total === 'object' ? hits.total : { value: hits.total ?? 0, relation: 'eq' }
  return {
    total: total.value,
    exact: total.relation === 'eq',
    hits: hits.hits.flatMap(({ _id: id, _source: source, sort }) =>
      id && source
        ? [
            {
              ...{ id, card: source.card, seller: source.seller ?? '' },
              sortValues: (sort ?? []) as (string | number)[],
            },
          ]
        : [],
    ),
  }
}

function facetsOf({ aggregations }: HitsAnswer): FacetCounts {
  const filtered = Object.values(aggregations ?? {}) as unknown as Record<
    string,
    Counted | number
  >[]
  const counts = filtered.flatMap((aggregation) =>
    Object.entries(aggregation).flatMap(([name, counted]) =>
      typeof counted === 'object' && 'buckets' in counted
        ? [
            [
              name as TermFilter,
              counted.buckets.map(({ key, doc_count: count }) => ({ value: key, count })),
            ] as const,
          ]
        : [],
    ),
  )
  return new Map(counts)
}
