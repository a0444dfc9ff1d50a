// Suggests what a person who is typing may be looking for: out of memory alone, but for an ad whose
// link or id was pasted.
import type { Clock } from '@pk-auto/kernel/clock'
import { suggest, type Suggestion } from '../../domain/suggest/suggest.ts'
import type { getListingPages } from '../get-listing-pages.ts'
import type { TaxonomyView } from '../view-taxonomy.ts'
import type { CountsView } from './view-counts.ts'

export type SuggestSearchesDeps = {
  clock: Clock
  taxonomy: () => ReturnType<TaxonomyView['current']>
  counts: (market: string, channel: string) => ReturnType<CountsView['current']>
  getListingPages: ReturnType<typeof getListingPages>
}

export type SuggestSearches = {
  readonly market: string
  readonly channel: string
  readonly q: string
}

/** Longer texts are cut: their end is what is being typed, their beginning what was meant. */
const MOST_LETTERS = 200

const AD_ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/**
 * What is popular while nothing is typed; nothing until the taxonomy has come. Whoever pasted an ad
 * is suggested that ad and nothing else. @throws DATABASE_UNAVAILABLE for a pasted ad only
 */
export function suggestSearches(deps: SuggestSearchesDeps) {
  return async function suggestSearches({
    market,
    channel,
    q,
  }: SuggestSearches): Promise<readonly Suggestion[]> {
    const [id] = AD_ID.exec(q) ?? []
    if (id !== undefined) {
      const pages = await deps.getListingPages([id], { market, channels: [channel] })
      return pages.map(({ title }) => ({ kind: 'listing', text: title, query: id }))
    }
    const { entries, vocabulary } = deps.taxonomy()
    const source = { entries, vocabulary, counts: deps.counts(market, channel) }
    const thisYear = deps.clock.now().getUTCFullYear()
    return suggest(q.slice(0, MOST_LETTERS), source, thisYear)
  }
}
