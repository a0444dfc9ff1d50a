// A search, ready to be run: typed filters and folded words, nothing left to decide. Pure.
import type { FilterName, Filters, TermFilter } from './filters.ts'
import type { Label } from './taxonomy.ts'
import type { IndexCard } from './index-doc.ts'
import type { Sort } from './sort.ts'

export type SearchQuery = {
  readonly market: string
  readonly channel: string
  readonly filters: Filters
  /** Cities within reach of `filters.near`, nearest first. */
  readonly nearCities?: readonly string[]
  readonly words: readonly string[]
  readonly sort: Sort
}

export type Page = {
  readonly limit: number
  /** Sort values of the last hit of the page before, its id last. */
  readonly after?: readonly (string | number)[]
}

export type Hit = { readonly id: string; readonly card: IndexCard; readonly sortValues: readonly (string | number)[] }

export type Hits = { readonly hits: readonly Hit[]; readonly total: number; readonly exact: boolean }

export type FacetCount = { readonly value: string; readonly count: number }
export type FacetCounts = ReadonlyMap<TermFilter, readonly FacetCount[]>

export type Facet = { readonly name: TermFilter; readonly values: readonly (FacetCount & { readonly label: Label })[] }

/** A filter whose removal would bring `total` results; `q` is the text. */
export type Repair = { readonly drop: FilterName | 'q'; readonly total: number }

const ALWAYS: readonly TermFilter[] = ['make', 'city', 'fuel', 'transmission', 'assembly', 'body', 'colour', 'registrationCity', 'condition', 'sellerType']

/** The facets worth counting: narrower ones once the wider one is chosen. */
export function facetsOf({ terms }: Filters): TermFilter[] {
  return [
    ...ALWAYS,
    ...(terms.make ? (['model'] as const) : []),
    ...(terms.model ? (['generation', 'variant'] as const) : []),
    ...(terms.city ? (['area'] as const) : []),
  ]
}
