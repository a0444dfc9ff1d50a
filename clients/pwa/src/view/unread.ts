// What a search does without, in words: at its field and above the results.
import { BOUNDS, dropFilter, type Bound, type SearchState } from '@pk-auto/ui/search-state'
import { formatSearch, measureOf, type Unread } from '@pk-auto/ui/search-url'
import type { Problem } from '@pk-auto/client-api/problem'
import type { Translate } from '@pk-auto/ui/words'
import { filterName } from './filters.ts'

const isBound = (name: string): name is Bound => (BOUNDS as readonly string[]).includes(name)

/** Why, and what helps. */
export const unreadText = (t: Translate, unread: Unread): string => {
  const name = unread.name === 'sort' ? t('results.sort') : filterName(t, unread.name)
  if (unread.why === 'swapped') return t('unread.swapped', { name })
  const { why } = unread
  // Of either script among words of the other.
  const typed = `\u2068${unread.typed}\u2069`
  if (why === 'too-low') return t('unread.low', { typed })
  if (why === 'too-high') return t('unread.high', { typed })
  return why === 'unreadable' && isBound(unread.name)
    ? t(`unread.${measureOf(unread.name)}`, { typed })
    : t('unread.unknown', { name, typed })
}

/** Of one measure, or of one of its fields. */
export const unreadOf = (all: readonly Unread[], name: string): Unread | undefined =>
  all.find((one) => one.name === name)

/**
 * The search without the values that the server does not know, and what they were; undefined when
 * its refusal names no part of the search.
 */
export const withoutUnknown = (
  state: SearchState,
  problem: Problem,
): { readonly state: SearchState; readonly unread: readonly Unread[] } | undefined => {
  const params = formatSearch(state)
  const paths =
    problem.code === 'INVALID_CURSOR'
      ? ['after']
      : (problem.errors ?? []).map(({ path }) => path.replace(/^\W*(?:query\W)?/, ''))
  const names = [...new Set(paths)].filter((name) => params.has(name))
  if (problem.status !== 422 || names.length === 0) return undefined
  // A cursor of another search is nobody's words: the first page is what there is to show.
  const words = names.filter((name) => name !== 'after')
  const unread = words.map((name): Unread => ({
    ...{ name, why: 'unknown' as const },
    typed: params.getAll(name).join(', '),
  }))
  return { state: names.reduce(dropPart, state), unread }
}

const dropPart = (state: SearchState, name: string): SearchState => {
  if (name !== 'sort') return dropFilter(state, name)
  const { sort: _sort, after: _after, ...rest } = state
  return rest
}
