// The search-URL codec: one canonical spelling of a search, so that the URL is the state; and what
// of an address could not be read, so that the page can say it.
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
import { LOWEST_PRICE } from '@pk-auto/client-api/listing-bounds.gen'
import { plainText, readBound, type Measure } from './reading.ts'
import { withoutRead } from './read-words.ts'

const SLUG = /^[a-z0-9][a-z0-9-]{0,63}$/
/** As people call a value, in any script: the server knows which one it is, if any. */
const NAME = /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd} .&'’-]{0,63}$/u
const NEAR = /^-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?,\d{1,4}$/
const MAX_VALUES = 40

export const MEASURES = ['price', 'year', 'km', 'engine'] as const satisfies readonly Measure[]

/**
 * A part of an address that the search does without: `typed` as it stands there. Two bounds of a
 * measure that came the wrong way round are used, and swapped.
 */
export type Unread =
  | {
      readonly name: string
      readonly typed: string
      readonly why: 'unreadable' | 'too-low' | 'too-high' | 'unknown'
    }
  | { readonly name: Measure; readonly why: 'swapped' }

export const measureOf = (name: Bound): Measure => name.replace(/(From|To)$/, '') as Measure

const isSort = (text: string): text is Sort => (SORTS as readonly string[]).includes(text)

const readLimit = (text: string | null): number | undefined => {
  const limit = /^\d{1,3}$/.test(text ?? '') ? Number(text) : 0
  return limit >= 1 && limit <= 100 ? limit : undefined
}

type Found = { readonly state: SearchState; readonly unread: readonly Unread[] }

/**
 * Reads a search from an address or a form. Amounts may be in market words, several values of a
 * choice may stand behind commas. Empty parameters and those of others are left out. Never throws.
 */
export const readSearch = (given: URLSearchParams): Found => {
  const params = withoutRead(given)
  const unread: Unread[] = []
  const unknown = (name: string, typed: string): void =>
    void unread.push({ name, typed: typed.slice(0, 60), why: 'unknown' })
  const one = (name: string, isKnown: (text: string) => boolean): string => {
    const text = plainText(params.get(name) ?? '').replaceAll(' ', '')
    if (text === '' || isKnown(text)) return text
    unknown(name, text)
    return ''
  }
  const choices = readChoices(params, unknown)
  const bounds = readBounds(params, unread)
  const flags = FLAGS.filter((flag) => one(flag, (text) => /^(true|false)$/.test(text)) === 'true')
  const q = params.get('q')?.replace(/\s+/g, ' ').trim().slice(0, 200).trim()
  const near = one('near', (text) => NEAR.test(text))
  const sort = one('sort', (text) => isSort(text) && (text !== 'distance' || near !== ''))
  const limit = readLimit(params.get('limit'))
  const after = params.get('after')?.trim().slice(0, 2_000)
  const state = {
    ...(q ? { q } : {}),
    choices,
    bounds,
    flags,
    ...(near ? { near } : {}),
    ...(isSort(sort) ? { sort } : {}),
    ...(limit === undefined ? {} : { limit }),
    ...(after ? { after } : {}),
  }
  return { state, unread }
}

/** The readable part of a search. */
export const parseSearch = (params: URLSearchParams): SearchState => readSearch(params).state

const isBound = (name: string): name is Bound => (BOUNDS as readonly string[]).includes(name)

/** A search of the server by the names of its parameters: nobody has typed its numbers. */
export const searchOf = (query: Readonly<Record<string, unknown>>): SearchState => {
  const params = new URLSearchParams()
  const bounds: { [name in Bound]?: number } = {}
  for (const [name, value] of Object.entries(query))
    if (isBound(name) && typeof value === 'number') bounds[name] = value
    else for (const one of [value].flat()) params.append(name, String(one))
  const read = parseSearch(params)
  return { ...read, bounds: { ...read.bounds, ...bounds } }
}

const readChoices = (
  params: URLSearchParams,
  unknown: (name: string, typed: string) => void,
): SearchState['choices'] => {
  const choices: { [name in Choice]?: readonly string[] } = {}
  for (const name of CHOICES) {
    const typed = params.getAll(name).flatMap((value) => plainText(value).split(','))
    const values = new Set(typed.map((value) => value.trim().toLowerCase()).filter(Boolean))
    const isValue = (text: string): boolean => SLUG.test(text) || NAME.test(text)
    for (const value of values) if (!isValue(value)) unknown(name, value)
    const known = [...values].filter(isValue).toSorted()
    if (known.length > 0) choices[name] = known.slice(0, MAX_VALUES)
  }
  return choices
}

/**
 * Zero is no bound at all, and below the cheapest car stands a slip. Here and not in the reader:
 * GET /listings is documented to take any whole number of rupees, and programs send 0 to 49,999.
 */
const typedBound = (measure: Measure, typed: string): TypedBound => {
  const bound = readBound(measure, typed)
  const low = bound.ok && measure === 'price' && bound.value > 0 && bound.value < LOWEST_PRICE
  return low ? { ok: false, why: 'too-low' } : bound
}
type TypedBound = ReturnType<typeof readBound> | { readonly ok: false; readonly why: 'too-low' }

const readBounds = (params: URLSearchParams, unread: Unread[]): SearchState['bounds'] => {
  const bounds: { [name in Bound]?: number } = {}
  for (const name of BOUNDS) {
    const typed = params.get(name) ?? ''
    const bound = typedBound(measureOf(name), typed)
    if (bound.ok) bounds[name] = bound.value
    else if (bound.why !== 'empty')
      unread.push({ name, typed: typed.trim().slice(0, 60), why: bound.why })
  }
  for (const name of MEASURES) {
    const [from, to] = [bounds[`${name}From`], bounds[`${name}To`]]
    if (from === undefined || to === undefined || from <= to) continue
    bounds[`${name}From`] = to
    bounds[`${name}To`] = from
    unread.push({ name, why: 'swapped' })
  }
  return bounds
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

/** The search with slugs for the values that were given by name. */
export const withSlugs = (
  state: SearchState,
  corrections: readonly {
    readonly filter: string
    readonly given?: string | undefined
    readonly value?: string | undefined
  }[] = [],
): SearchState => {
  const choices: { [name in Choice]?: readonly string[] } = { ...state.choices }
  for (const { filter, given, value } of corrections) {
    const name = CHOICES.find((choice) => choice === filter)
    if (!name || given === undefined || value === undefined) continue
    const slugs = (choices[name] ?? []).map((one) => (one === given ? value : one))
    choices[name] = [...new Set(slugs)].toSorted()
  }
  return { ...state, choices }
}

/** `/cars?make=toyota` */
export const searchPath = (state: SearchState): string => {
  const query = formatSearch(state).toString()
  return query === '' ? '/cars' : `/cars?${query}`
}
