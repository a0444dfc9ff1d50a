// Suggests what a person who is typing may be looking for, out of memory alone.
import type { Clock } from '@pk-auto/kernel/clock'
import { suggest, type Suggestion } from '../../domain/suggest/suggest.ts'
import type { TaxonomyView } from '../view-taxonomy.ts'
import type { CountsView } from './view-counts.ts'

export type SuggestSearchesDeps = {
  clock: Clock
  taxonomy: () => ReturnType<TaxonomyView['current']>
  counts: (market: string, channel: string) => ReturnType<CountsView['current']>
}

export type SuggestSearches = {
  readonly market: string
  readonly channel: string
  readonly q: string
}

/** Longer texts are cut: their end is what is being typed, their beginning what was meant. */
const MOST_LETTERS = 200

/** What is popular while nothing is typed; nothing until the taxonomy has come. Never throws. */
export function suggestSearches(deps: SuggestSearchesDeps) {
  return async function suggestSearches({ market, channel, q }: SuggestSearches) {
    const { entries, vocabulary } = deps.taxonomy()
    const source = { entries, vocabulary, counts: deps.counts(market, channel) }
    const thisYear = deps.clock.now().getUTCFullYear()
    return suggest(q.slice(0, MOST_LETTERS), source, thisYear) satisfies readonly Suggestion[]
  }
}
