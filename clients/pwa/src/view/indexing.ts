// Which results pages engines may list: the ones somebody would look for, with something on them.
import type { Choice, SearchState } from '@pk-auto/ui/search-state'

/** Fewer cars than this are a thin page. */
export const FEWEST_CARS = 3

const LANDINGS: readonly (readonly Choice[])[] = [
  [],
  ['make'],
  ['model', 'make'],
  ['city'],
  ['city', 'make'],
  ['city', 'model', 'make'],
  ['body'],
  ['city', 'body'],
]

/**
 * True for one make, model, body or city at a time, unsorted and on its first page; a text, a
 * bound, or anything else makes too many pages that are all alike.
 */
export const isLanding = (state: SearchState, total: number): boolean => {
  const chosen = (Object.keys(state.choices) as Choice[]).filter((name) => state.choices[name])
  const isKnown = LANDINGS.some(
    (names) => names.length === chosen.length && names.every((name) => chosen.includes(name)),
  )
  const isPlain =
    state.q === undefined &&
    state.near === undefined &&
    state.after === undefined &&
    state.flags.length === 0 &&
    Object.keys(state.bounds).length === 0
  const isSingle = chosen.every((name) => state.choices[name]?.length === 1)
  return isKnown && isPlain && isSingle && total >= FEWEST_CARS
}
