// A search, ready to be run: typed filters and folded words, nothing left to decide. Pure.
import type { LeftAlone } from './either-car.ts'
import { type FilterName, type Filters, namesOf, type TermFilter } from './filters.ts'
import type { Measure } from './query/amounts/bounds.ts'
import type { WishedEquipment } from './query/wishes.ts'
import type { Label } from './taxonomy.ts'
import type { IndexCard } from './index-doc.ts'
import type { Sort } from './sort.ts'

export type SearchQuery = {
  readonly market: string
  readonly channel: string
  /** Whose ads alone. */
  readonly seller?: string
  readonly filters: Filters
  /** Of narrower filters the wider values that they do not narrow. */
  readonly leftAlone?: LeftAlone
  /** Cities within reach of `filters.near`, nearest first. */
  readonly nearCities?: readonly string[]
  readonly words: readonly string[]
  /** Features and seats that the text names. */
  readonly equipment?: readonly WishedEquipment[]
  /** Words and equipment only say what comes first; otherwise they are demanded. */
  readonly ranks?: boolean
  /** Cars with that equipment come first, and then the others, both in the order of `sort`. */
  readonly equipmentFirst?: boolean
  /** Rupees: in the order of relevance ads near it come first. */
  readonly nearPrice?: number
  /** Every word must match; otherwise of more than two only three in four. */
  readonly allWords?: boolean
  readonly sort: Sort
}

/** Ads that one person may have left out. */
export const MOST_HIDDEN = 200

export type Page = {
  readonly limit: number
  /** Sort values of the last hit of the page before, its id last. */
  readonly after?: readonly (string | number)[]
  /** Ads left out for this person alone; no part of the query, so that caches stay shared. */
  readonly hide?: readonly string[]
}

export type Hit = {
  readonly id: string
  /** Empty when the index does not know it. */
  readonly seller: string
  readonly card: IndexCard
  readonly sortValues: readonly (string | number)[]
}

export type Hits = {
  readonly hits: readonly Hit[]
  readonly total: number
  readonly exact: boolean
}

export type FacetCount = { readonly value: string; readonly count: number }
export type FacetCounts = ReadonlyMap<TermFilter, readonly FacetCount[]>

export type Facet = {
  readonly name: TermFilter
  readonly values: readonly (FacetCount & { readonly label: Label })[]
}

/** What a search could do without: a filter, both bounds of a measure, or the text (`q`). */
export type Drop = FilterName | Measure | 'q'

/**
 * Something whose removal would bring `total` results; `also` has to go with it where it would not
 * do alone.
 */
export type Repair = { readonly drop: Drop; readonly also?: Drop; readonly total: number }

/** Whether the text leaves anything out. */
export const demandsWords = ({ words, equipment = [], ranks = false }: SearchQuery): boolean =>
  !ranks && words.length + equipment.length > 0

/** A measure with both bounds goes as one: "2015" is one wish, and half of it is none. */
export function dropsOf(query: SearchQuery): Drop[] {
  const { filters } = query
  const names = namesOf(filters)
  const measureOf = (name: string) => name.replace(/(From|To)$/, '')
  const drops = names.map((name) =>
    name !== measureOf(name) &&
    names.filter((other) => measureOf(other) === measureOf(name)).length > 1
      ? (measureOf(name) as Measure)
      : name,
  )
  return [...new Set<Drop>([...drops, ...(demandsWords(query) ? (['q'] as const) : [])])]
}

const ALWAYS: readonly TermFilter[] = [
  'make',
  'city',
  'fuel',
  'transmission',
  'assembly',
  'body',
  'colour',
  'registrationCity',
  'condition',
  'sellerType',
]

/** The facets worth counting: narrower ones once the wider one is chosen. */
export function facetsOf({ terms }: Filters): TermFilter[] {
  return [
    ...ALWAYS,
    ...(terms.make ? (['model'] as const) : []),
    ...(terms.model ? (['generation', 'variant'] as const) : []),
    ...(terms.city ? (['area'] as const) : []),
  ]
}
