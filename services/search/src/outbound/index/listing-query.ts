// A search in Elasticsearch's words. Everything is a typed filter or a folded word: nobody's text
// ever becomes syntax.
import type { estypes } from '@elastic/elasticsearch'
import {
  demandsWords,
  type Drop,
  dropsOf,
  facetsOf,
  type Page,
  type SearchQuery,
} from '../../domain/search-query.ts'
import {
  FLAG_FILTERS,
  RANGE_FILTERS,
  type RangeFilter,
  TERM_FILTERS,
  type TermFilter,
} from '../../domain/filters.ts'
import type { Equipment } from '../../domain/query/equipment.ts'
import type { WishedEquipment } from '../../domain/query/wishes.ts'
import type { Sort } from '../../domain/sort.ts'

type Clause = estypes.QueryDslQueryContainer

/** Exact up to here; beyond it only "more than". */
const MOST_COUNTED = 10_000
const MOST_FACET_VALUES = 100
/** Minor units of a rupee: prices are asked in rupees and indexed in paisa. */
const PAISA = 100

const BOUND_FIELD: Readonly<Record<RangeFilter, readonly [string, 'gte' | 'lte', number]>> = {
  priceFrom: ['price', 'gte', PAISA],
  priceTo: ['price', 'lte', PAISA],
  yearFrom: ['year', 'gte', 1],
  yearTo: ['year', 'lte', 1],
  kmFrom: ['km', 'gte', 1],
  kmTo: ['km', 'lte', 1],
  engineFrom: ['engine', 'gte', 1],
  engineTo: ['engine', 'lte', 1],
}

const SORTED_BY: Readonly<Record<Sort, estypes.SortCombinations[]>> = {
  relevance: [{ _score: { order: 'desc' } }, { publishedAt: 'desc' }, { id: 'desc' }],
  newest: [{ publishedAt: 'desc' }, { id: 'desc' }],
  'price-asc': [{ price: 'asc' }, { id: 'asc' }],
  'price-desc': [{ price: 'desc' }, { id: 'desc' }],
  'km-asc': [{ km: 'asc' }, { id: 'asc' }],
  'year-desc': [{ year: 'desc' }, { publishedAt: 'desc' }, { id: 'desc' }],
  distance: [{ _score: { order: 'desc' } }, { publishedAt: 'desc' }, { id: 'desc' }],
}

type Ordered = Pick<SearchQuery, 'sort' | 'equipmentFirst'>
const orderOf = ({ sort, equipmentFirst }: Ordered): estypes.SortCombinations[] =>
  equipmentFirst ? [{ _score: { order: 'desc' } }, ...SORTED_BY[sort]] : SORTED_BY[sort]

export const sortValueCount = (query: Ordered): number => orderOf(query).length

/** One page of hits with a capped total. */
export function hitsRequest(
  query: SearchQuery,
  { limit, after, hide }: Page,
): estypes.SearchRequest {
  const words = wordClauses(query)
  const byRelevance = query.sort === 'relevance'
  const scored = byRelevance
    ? words
    : query.sort === 'distance'
      ? [byDistance(query.nearCities ?? [])]
      : []
  const first = byRelevance
    ? [...(query.ranks ? wishes(query) : []), ...nearness(query)]
    : query.equipmentFirst
      ? (query.equipment ?? []).map(equipmentClause)
      : []
  const filter = [...scope(query), ...filterClauses(query), ...(byRelevance ? [] : words)]
  return {
    size: limit,
    track_total_hits: MOST_COUNTED,
    _source: ['card', 'seller'],
    query: {
      bool: {
        filter,
        ...(scored.length > 0 && { must: scored }),
        ...(first.length > 0 && { should: first }),
        ...without(hide),
      },
    },
    sort: orderOf(query),
    ...(after && { search_after: [...after] }),
  }
}

/**
 * Every facet counted without its own filter: one filtered aggregation for each that has one, one
 * for all the rest.
 */
export function facetsRequest(query: SearchQuery): estypes.SearchRequest {
  const names = facetsOf(query.filters)
  const own = names.filter((name) => query.filters.terms[name])
  const rest = names.filter((name) => !query.filters.terms[name])
  const facetClauses = (except?: TermFilter) =>
    TERM_FILTERS.flatMap((name) =>
      name === except || !query.filters.terms[name]
        ? []
        : [eitherClause(name, query.filters.terms[name], query.leftAlone)],
    )
  const counted = (
    clauses: Clause[],
    facets: readonly TermFilter[],
  ): estypes.AggregationsAggregationContainer => ({
    filter: { bool: { filter: clauses } },
    aggs: Object.fromEntries(
      facets.map((name) => [name, { terms: { field: name, size: MOST_FACET_VALUES } }]),
    ),
  })
  return {
    size: 0,
    track_total_hits: false,
    query: {
      bool: {
        filter: [
          ...scope(query),
          ...filterClauses({ ...query, filters: { ...query.filters, terms: {} } }),
          ...wordClauses(query),
        ],
      },
    },
    aggs: {
      rest: counted(facetClauses(), rest),
      ...Object.fromEntries(
        own.map((name) => [`without_${name}`, counted(facetClauses(name), [name])]),
      ),
    },
  }
}

/**
 * What is left when one filter at a time, or the text, is dropped. Elasticsearch refuses it for a
 * search that could do without nothing.
 */
export function repairsRequest(
  query: SearchQuery,
  hide?: readonly string[],
): estypes.SearchRequest {
  const words = wordClauses(query)
  const lacking = (...dropped: readonly Drop[]) => ({
    bool: { filter: [...filterClauses(query, dropped), ...(dropped.includes('q') ? [] : words)] },
  })
  const drops = dropsOf(query)
  const filters = Object.fromEntries(drops.map((name) => [name, lacking(name)]))
  // Where neither the words nor a filter would do alone, both go.
  for (const name of demandsWords(query) ? drops : [])
    if (name !== 'q') filters[`q+${name}`] = lacking('q', name)
  return {
    size: 0,
    track_total_hits: false,
    query: { bool: { filter: scope(query), ...without(hide) } },
    aggs: {
      drops: {
        filters: { filters },
      },
    },
  }
}

type Scope = Pick<SearchQuery, 'market' | 'channel' | 'seller'>
export const scope = ({ market, channel, seller }: Scope): Clause[] => [
  { term: { live: true } },
  { term: { market } },
  { term: { channels: channel } },
  ...(seller === undefined ? [] : [{ term: { seller } }]),
]

const without = (hide: readonly string[] = []): { must_not?: Clause[] } =>
  hide.length > 0 ? { must_not: [{ ids: { values: [...hide] } }] } : {}

const termClause = (name: string, values: readonly string[]): Clause => ({
  terms: { [name]: [...values].sort() },
})

const eitherClause = (
  name: TermFilter,
  values: readonly string[],
  leftAlone: SearchQuery['leftAlone'],
): Clause => {
  const wider = (leftAlone?.[name] ?? []).map(([parent, some]) => termClause(parent, some))
  const own = termClause(name, values)
  return wider.length === 0 ? own : { bool: { should: [own, ...wider] } }
}

function filterClauses(
  { filters, nearCities, leftAlone }: Pick<SearchQuery, 'filters' | 'nearCities' | 'leftAlone'>,
  except: readonly Drop[] = [],
): Clause[] {
  const wanted = (name: string) =>
    !except.some((drop) => drop === name || drop === name.replace(/(From|To)$/, ''))
  return [
    ...TERM_FILTERS.flatMap((name) =>
      filters.terms[name] && wanted(name)
        ? [eitherClause(name, filters.terms[name], leftAlone)]
        : [],
    ),
    ...RANGE_FILTERS.flatMap((name): Clause[] => {
      const value = filters.ranges[name]
      const [field, bound, unit] = BOUND_FIELD[name]
      return value === undefined || !wanted(name)
        ? []
        : [{ range: { [field]: { [bound]: value * unit } } }]
    }),
    ...FLAG_FILTERS.flatMap((name): Clause[] =>
      filters.flags[name] === undefined || !wanted(name)
        ? []
        : [{ term: { [name]: filters.flags[name] } }],
    ),
    ...(filters.near && wanted('near') ? [termClause('city', nearCities ?? [])] : []),
  ]
}

// Up to two words must all be there; of more, three in four. A whole word counts thrice as much as
// a beginning.
function wordClauses(query: SearchQuery): Clause[] {
  if (!demandsWords(query)) return []
  const minimum = query.allWords ? '100%' : '2<75%'
  return [{ bool: { should: wishes(query), minimum_should_match: minimum } }]
}

const wishes = ({ words, equipment = [] }: SearchQuery): Clause[] => [
  ...words.map(wordClause),
  ...equipment.map(equipmentClause),
]

const wordClause = (word: string): Clause => ({
  multi_match: { query: word, type: 'best_fields', fields: ['words^3', 'words.starts'] },
})

// Known of the ad, or written in its title.
const equipmentClause = ({ words, ...wished }: WishedEquipment): Clause => ({
  dis_max: {
    queries: [
      { constant_score: { filter: knownOf(wished), boost: 3 } },
      { constant_score: { filter: { bool: { filter: words.map(wordClause) } }, boost: 3 } },
    ],
  },
})

const knownOf = (wished: Equipment): Clause =>
  'or' in wished && wished.or !== undefined
    ? { terms: { seats: [wished.value, wished.or] } }
    : { term: { [wished.field]: wished.value } }

/** How far from a price is near it, the nearest four times. Fixed steps: pages stay stable. */
const NEAR_PRICE = [0.1, 0.2, 0.35, 0.5]

const nearness = ({ nearPrice }: SearchQuery): Clause[] =>
  nearPrice === undefined
    ? []
    : NEAR_PRICE.map((part) => ({
        constant_score: {
          filter: {
            range: {
              price: {
                gte: Math.round(nearPrice * (1 - part)) * PAISA,
                lte: Math.round(nearPrice * (1 + part)) * PAISA,
              },
            },
          },
        },
      }))

// A listing stands in its city's centre, so distance is a rank of cities; a constant score per city
// sorts by it without a script.
function byDistance(nearCities: readonly string[]): Clause {
  const should = nearCities.map((city, rank): Clause => ({
    constant_score: { filter: { term: { city } }, boost: nearCities.length - rank },
  }))
  return { bool: { should, minimum_should_match: 1 } }
}
