// The search-URL codec: one canonical spelling of a search, so that the URL is the state.
import { readWhole } from './measure.ts'
import { readPriceBound } from './price.ts'
import {
  BOUNDS,
  CHOICES,
  FLAGS,
  SORTS,
  type Bound,
  type Choice,
  type SearchState,
  type Sort,
} from './search-state.ts'

const SLUG = /^[a-z0-9][a-z0-9-]{0,63}$/
const NEAR = /^-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?,\d{1,4}$/
const MAX_VALUES = 40

const readBound = (name: Bound, typed: string): number | undefined =>
  name.startsWith('price') ? readPriceBound(typed) : readWhole(typed)

const isSort = (text: string): text is Sort => (SORTS as readonly string[]).includes(text)

const readLimit = (text: string | null): number | undefined => {
  const limit = text === null ? undefined : readWhole(text)
  return limit !== undefined && limit >= 1 && limit <= 100 ? limit : undefined
}

/**
 * Reads a search from a URL. Empty, unknown and unreadable parameters are left out; prices may be
 * in market words. Never throws.
 */
export const parseSearch = (params: URLSearchParams): SearchState => {
  const choices: { [name in Choice]?: readonly string[] } = {}
  for (const name of CHOICES) {
    const values = [
      ...new Set(params.getAll(name).map((value) => value.trim().toLowerCase())),
    ].filter((value) => SLUG.test(value))
    if (values.length > 0) choices[name] = values.toSorted().slice(0, MAX_VALUES)
  }
  const bounds: { [name in Bound]?: number } = {}
  for (const name of BOUNDS) {
    const value = readBound(name, params.get(name) ?? '')
    if (value !== undefined) bounds[name] = value
  }
  const flags = FLAGS.filter((flag) => params.get(flag) === 'true')
  const q = params.get('q')?.replace(/\s+/g, ' ').trim().slice(0, 200).trim()
  const near = params.get('near') ?? ''
  const sort = params.get('sort') ?? ''
  const limit = readLimit(params.get('limit'))
  const after = params.get('after')?.trim().slice(0, 2_000)
  return {
    ...(q ? { q } : {}),
    choices,
    bounds,
    flags,
    ...(NEAR.test(near) ? { near } : {}),
    ...(isSort(sort) ? { sort } : {}),
    ...(limit === undefined ? {} : { limit }),
    ...(after ? { after } : {}),
  }
}

/**
 * The canonical parameters of a search, in a fixed order: what goes into the URL and to GET
 * /listings alike.
 */
export const formatSearch = (state: SearchState): URLSearchParams => {
  const params = new URLSearchParams()
  if (state.q) params.set('q', state.q)
  for (const name of CHOICES)
    for (const value of state.choices[name] ?? []) params.append(name, value)
  for (const name of BOUNDS)
    if (state.bounds[name] !== undefined) params.set(name, String(state.bounds[name]))
  for (const flag of state.flags) params.set(flag, 'true')
  if (state.near) params.set('near', state.near)
  if (state.sort) params.set('sort', state.sort)
  if (state.limit !== undefined) params.set('limit', String(state.limit))
  if (state.after) params.set('after', state.after)
  return params
}

/** `/cars?make=toyota` */
export const searchPath = (state: SearchState): string => {
  const query = formatSearch(state).toString()
  return query === '' ? '/cars' : `/cars?${query}`
}
