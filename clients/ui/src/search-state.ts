// What a person is looking for, as data: the parameters of GET /listings, and the small edits a
// results page makes to them.
import { BOUNDS, CHOICES, FLAGS, SORTS } from '@pk-auto/client-api/search-parameters.gen'

export { BOUNDS, CHOICES, FLAGS, SORTS }
export type Choice = (typeof CHOICES)[number]
export type Bound = (typeof BOUNDS)[number]
export type Flag = (typeof FLAGS)[number]
export type Sort = (typeof SORTS)[number]

/**
 * Prices are whole rupees. Values of one choice are alternatives, sorted, each once; an absent name
 * means no filter.
 */
export type SearchState = {
  readonly q?: string
  readonly choices: { readonly [name in Choice]?: readonly string[] }
  readonly bounds: { readonly [name in Bound]?: number }
  readonly flags: readonly Flag[]
  /** `lat,lon,km` as given. */
  readonly near?: string
  readonly sort?: Sort
  readonly limit?: number
  readonly after?: string
}

export const EMPTY_SEARCH: SearchState = { choices: {}, bounds: {}, flags: [] }

/**
 * Any edit starts again at the first page, since a cursor belongs to the filters it was made with.
 */
const firstPage = ({ after: _after, ...rest }: SearchState): SearchState => rest

const without = <T extends object>(record: T, name: string): T =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name)) as T

/** The state without one value of a choice; the choice goes with its last value. */
export const dropValue = (state: SearchState, name: Choice, value: string): SearchState => {
  const left = (state.choices[name] ?? []).filter((one) => one !== value)
  const choices =
    left.length > 0 ? { ...state.choices, [name]: left } : without(state.choices, name)
  return firstPage({ ...state, choices })
}

/**
 * The state without a whole parameter, whatever its kind, or without both bounds of a measure
 * (`year`); unknown names change nothing but the page.
 */
export const dropFilter = (state: SearchState, name: string): SearchState => {
  if (name === 'q') return firstPage(without(state, 'q'))
  if (name === 'near') {
    // Without a place there is no distance to sort by.
    const { near: _near, sort, ...rest } = state
    return firstPage(sort === undefined || sort === 'distance' ? rest : { ...rest, sort })
  }
  return firstPage({
    ...state,
    choices: without(state.choices, name),
    bounds: [name, `${name}From`, `${name}To`].reduce(without, state.bounds),
    flags: state.flags.filter((flag) => flag !== name),
  })
}

/** The same filters at another cursor. */
export const atPage = (state: SearchState, after: string): SearchState => ({ ...state, after })

/** How many filters are set, for the badge on the filter button; text and sort are not filters. */
export const filterCount = (state: SearchState): number =>
  Object.values(state.choices).reduce((sum, values) => sum + values.length, 0) +
  Object.keys(state.bounds).length +
  state.flags.length +
  (state.near ? 1 : 0)
