// The filters of a search: the parameters of GET /listings, typed. Pure.

/**
 * Filters by slug; several values of one are alternatives. The names are parameters, index fields
 * and facets alike.
 */
export const TERM_FILTERS = [
  'make',
  'model',
  'generation',
  'variant',
  'city',
  'area',
  'fuel',
  'transmission',
  'assembly',
  'body',
  'colour',
  'registrationCity',
  'condition',
  'sellerType',
] as const
export type TermFilter = (typeof TERM_FILTERS)[number]

/** Filters by an included bound. Prices are whole rupees, engines cubic centimetres. */
export const RANGE_FILTERS = [
  'priceFrom',
  'priceTo',
  'yearFrom',
  'yearTo',
  'kmFrom',
  'kmTo',
  'engineFrom',
  'engineTo',
] as const
export type RangeFilter = (typeof RANGE_FILTERS)[number]

export const FLAG_FILTERS = ['certified', 'inspected', 'hasVideo'] as const
export type FlagFilter = (typeof FLAG_FILTERS)[number]

/** Degrees and kilometres. */
export type Near = { readonly lat: number; readonly lon: number; readonly km: number }

export type Filters = {
  readonly terms: { readonly [F in TermFilter]?: readonly string[] }
  readonly ranges: { readonly [F in RangeFilter]?: number }
  readonly flags: { readonly [F in FlagFilter]?: boolean }
  readonly near?: Near
}

export const NO_FILTERS: Filters = { terms: {}, ranges: {}, flags: {} }

export type FilterName = TermFilter | RangeFilter | FlagFilter | 'near'

/** A filter as it crosses the wire. */
export type WireFilter = { readonly name: string; readonly values: readonly string[] }

/**
 * Every filter with its values as text, in one fixed order: for the wire, for keys and for hashes.
 */
export function filtersToWire(filters: Filters): WireFilter[] {
  const wire: WireFilter[] = []
  for (const name of TERM_FILTERS)
    if (filters.terms[name]) wire.push({ name, values: [...filters.terms[name]].sort() })
  for (const name of RANGE_FILTERS)
    if (filters.ranges[name] !== undefined)
      wire.push({ name, values: [String(filters.ranges[name])] })
  for (const name of FLAG_FILTERS)
    if (filters.flags[name] !== undefined)
      wire.push({ name, values: [String(filters.flags[name])] })
  if (filters.near)
    wire.push({
      name: 'near',
      values: [`${filters.near.lat},${filters.near.lon},${filters.near.km}`],
    })
  return wire
}

export const namesOf = (filters: Filters): FilterName[] =>
  filtersToWire(filters).map(({ name }) => name as FilterName)
