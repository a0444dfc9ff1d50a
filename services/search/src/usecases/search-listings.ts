// Finds live public listings: filters that were chosen, filters that were understood, words that
// are left.
import type { Clock } from '@pk-auto/kernel/clock'
import { mustBeBatch } from '@pk-auto/kernel/batch'
import { isId } from '@pk-auto/kernel/id'
import { MOST_HIDDEN } from '../domain/search-query.ts'
import { leftAlone } from '../domain/either-car.ts'
import { errors, type FieldProblem } from '../domain/errors.ts'
import type { Directory } from '../domain/directory.ts'
import { queryHash } from '../domain/paging/cursor.ts'
import { pageAt, placeOf } from '../domain/paging/place.ts'
import type { Correction } from '../domain/filter-parse.ts'
import type { Filters, WireFilter } from '../domain/filters.ts'
import type { SetAside } from '../domain/query/apply.ts'
import { readQuestion } from '../domain/query/read-question.ts'
import type { Vocabulary } from '../domain/query/vocabulary.ts'
import type {
  Facet,
  FacetCounts,
  Hit,
  Hits,
  Page,
  Repair,
  SearchQuery,
} from '../domain/search-query.ts'
import { isSort, meantSort, type Sort } from '../domain/sort.ts'
import type { Label } from '../domain/taxonomy.ts'
import { titleOf } from '../domain/title.ts'

/** The index, for reading. @throws SEARCH_UNAVAILABLE, INDEX_MISSING (unavailable) */
export type ListingSearch = {
  page(
    query: SearchQuery,
    page: Page,
    withFacets: boolean,
  ): Promise<Hits & { facets?: FacetCounts }>
  /** Filters whose removal would bring results, the most first. */
  repairs(query: SearchQuery, hide?: readonly string[]): Promise<readonly Repair[]>
}

export type SearchListingsDeps = {
  clock: Clock
  index: ListingSearch
  /** The taxonomy as it is known now. */
  taxonomy: () => { readonly directory: Directory; readonly vocabulary: Vocabulary }
  /** Sort values per order: what a cursor must hold. */
  sortValueCount: (query: Pick<SearchQuery, 'sort' | 'equipmentFirst'>) => number
}

export type SearchListings = {
  readonly market: string
  readonly channel: string
  readonly q: string
  readonly filters: readonly WireFilter[]
  /** Empty for the best order. */
  readonly sort: string
  /** 1 to 100. */
  readonly limit: number
  /** Empty for the first page. */
  readonly after: string
  /** Ids left out for this person, at most 200. */
  readonly hide: readonly string[]
  /** Whose ads alone; empty for everybody's. */
  readonly seller: string
}

export type FoundListings = {
  readonly hits: readonly (Hit & { readonly title: Label })[]
  readonly total: number
  readonly exact: boolean
  /** On the first page only, and not of one seller's ads. */
  readonly facets: readonly Facet[]
  readonly understood: Filters
  /** Rupees, of a price typed alone: ads near it come first. */
  readonly nearPrice?: number
  /** The order that the text asks for. */
  readonly sort?: Sort
  readonly text: string
  /** Words that lost against a chosen filter, or that no filter holds. */
  readonly setAside: readonly SetAside[]
  /** What of the chosen filters was put right before the search ran. */
  readonly corrections: readonly Correction[]
  readonly repairs: readonly Repair[]
  readonly next: string
}

const CHANNELS: readonly string[] = ['automart', 'autotrader']
const MOST_LIMIT = 100
const MOST_QUERY_LETTERS = 300

/**
 * @throws INVALID_SEARCH, INVALID_CURSOR, TOO_MANY_IDS (invalid) ·
 * SEARCH_UNAVAILABLE, INDEX_MISSING (unavailable)
 */
export function searchListings(deps: SearchListingsDeps) {
  return async function searchListings(command: SearchListings): Promise<FoundListings> {
    const taxonomy = deps.taxonomy()
    const { directory } = taxonomy
    mustBeSane(command)
    mustBeBatch(command.hide, MOST_HIDDEN)
    const read = readQuestion(command, taxonomy, deps.clock.now().getUTCFullYear())
    const { words, equipment, ranks, nearPrice, ...applied } = read
    const sort = meantSort(
      isSort(command.sort) ? command.sort : applied.sort,
      words.length + equipment.length > 0 || nearPrice !== undefined,
    )
    const ranksByPrice = sort === 'relevance'
    const isAskedInWords = !isSort(command.sort) && applied.sort !== undefined
    const query: SearchQuery = {
      market: command.market,
      channel: command.channel,
      filters: applied.filters,
      leftAlone: leftAlone(applied.filters, directory),
      ...(applied.filters.near && {
        nearCities: directory.citiesNear(applied.filters.near).map(({ city }) => city),
      }),
      ...{ words, equipment, ranks, sort },
      // "cheapest civic with sunroof": of those with one the cheapest, and then the others.
      ...(ranks && isAskedInWords && equipment.length > 0 && { equipmentFirst: true }),
      ...(nearPrice && ranksByPrice && { nearPrice: nearPrice.rupees }),
      ...(command.seller !== '' && { seller: command.seller }),
    }
    const hash = queryHash(query)
    const first = command.after === ''
    const place = placeOf(command.after, command.limit, {
      ...{ hash, isSpread: sort === 'relevance', sortValueCount: deps.sortValueCount(query) },
    })
    const page: Page = {
      ...place.window,
      ...(command.hide.length > 0 && { hide: command.hide }),
    }
    const withFacets = first && query.seller === undefined
    const { hits, total, exact, facets } = await deps.index.page(query, page, withFacets)
    const { shown, next } = pageAt(hits, place, command.limit, hash)
    return {
      hits: shown.map((hit) => ({ ...hit, title: titleOf(hit.card, directory) })),
      total,
      exact,
      facets: facets
        ? [...facets].map(([name, counts]) => ({
            name,
            values: counts.map((count) => ({
              ...count,
              label: directory.labelOf(name, count.value, onlyModel(query)),
            })),
          }))
        : [],
      understood: applied.understood,
      ...(nearPrice && ranksByPrice && { nearPrice: nearPrice.rupees }),
      ...(applied.sort && { sort: applied.sort }),
      text: applied.text,
      // In another order than the best one it ranks nothing, and the page says so.
      setAside:
        nearPrice && !ranksByPrice
          ? [...applied.setAside, { text: nearPrice.text }]
          : applied.setAside,
      corrections: applied.corrections,
      repairs: first && total === 0 ? await deps.index.repairs(query, page.hide) : [],
      next,
    }
  }
}

// Two models may use one slug for different variants; with one model chosen the label is sure.
const onlyModel = ({ filters }: SearchQuery): string | undefined =>
  filters.terms.model?.length === 1 ? filters.terms.model[0] : undefined

function mustBeSane({ market, channel, q, sort, limit, filters, seller }: SearchListings): void {
  const problems: FieldProblem[] = []
  if (!/^[a-z]{2}$/.test(market))
    problems.push({ path: 'market', code: 'UNKNOWN_VALUE', message: 'is not a market' })
  if (!CHANNELS.includes(channel))
    problems.push({
      path: 'channel',
      code: 'UNKNOWN_VALUE',
      message: 'must be automart or autotrader',
    })
  if (q.length > MOST_QUERY_LETTERS)
    problems.push({
      path: 'q',
      code: 'TOO_LONG',
      message: `must have at most ${MOST_QUERY_LETTERS} letters`,
    })
  if (seller !== '' && !isId(seller))
    problems.push({ path: 'seller', code: 'UNKNOWN_VALUE', message: 'is not an id' })
  if (sort !== '' && !isSort(sort))
    problems.push({ path: 'sort', code: 'UNKNOWN_VALUE', message: 'is not an order' })
  if (sort === 'distance' && !filters.some(({ name }) => name === 'near'))
    problems.push({ path: 'sort', code: 'NEAR_REQUIRED', message: 'needs the filter near' })
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LIMIT)
    problems.push({
      path: 'limit',
      code: 'OUT_OF_RANGE',
      message: `must be from 1 to ${MOST_LIMIT}`,
    })
  if (problems.length > 0) throw errors.INVALID_SEARCH({}, { fields: problems })
}
