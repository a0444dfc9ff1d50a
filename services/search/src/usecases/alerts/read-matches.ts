// The live ads that match a saved search, and that its owner has looked at them.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Directory } from '../../domain/directory.ts'
import type { SavedSearchId } from '../../domain/alerts/ids.ts'
import { queryOf } from '../../domain/alerts/query.ts'
import { queryHash } from '../../domain/paging/cursor.ts'
import { pageAt, placeOf } from '../../domain/paging/place.ts'
import { MOST_HIDDEN, type SearchQuery } from '../../domain/search-query.ts'
import { titleOf } from '../../domain/title.ts'
import type { ListingSearch } from '../search-listings.ts'
import type { OwnMatches, SavedSearches } from './stores.ts'

export type ReadMatchesDeps = {
  index: ListingSearch
  directory: () => Directory
  sortValueCount: (query: Pick<SearchQuery, 'sort' | 'equipmentFirst'>) => number
  inTransaction: InTransaction<{ searches: SavedSearches; matches: OwnMatches }>
}

export type ReadMatches = {
  readonly id: SavedSearchId
  /** The brand it is read on; empty for the one it was saved on. */
  readonly market: string
  readonly channel: string
  readonly limit: number
  readonly after: string
  /** Ids left out for this person, at most 200. */
  readonly hide: readonly string[]
}

const MOST = 100

/**
 * The newest first, of the brand it is read on: another one's ads have no page there. The first
 * page, on its own brand, marks what is new as seen. @throws ALERT_NOT_FOUND, the same for absent
 * and foreign · INVALID_CURSOR, TOO_MANY_IDS (invalid) · SEARCH_UNAVAILABLE, INDEX_MISSING
 * (unavailable)
 */
export function readMatches(deps: ReadMatchesDeps) {
  return async function readMatches(actor: Actor, { id, after, hide, ...asked }: ReadMatches) {
    mustBePerson(actor)
    mustBeBatch(hide, MOST_HIDDEN)
    const { search } = await deps.inTransaction({ actor }, ({ searches }) => searches.get(id))
    const directory = deps.directory()
    const [market, channel] = [asked.market || search.market, asked.channel || search.channel]
    const isOwnBrand = market === search.market && channel === search.channel
    const query = queryOf({ ...search, market, channel }, directory)
    const limit = Math.min(Math.max(asked.limit, 1), MOST)
    const hash = queryHash(query)
    const sortValueCount = deps.sortValueCount(query)
    const place = placeOf(after, limit, { hash, isSpread: false, sortValueCount })
    const page = { ...place.window, ...(hide.length > 0 && { hide }) }
    const { hits } = await deps.index.page(query, page, false)
    const { shown, next } = pageAt(hits, place, limit, hash)
    if (after === '' && isOwnBrand)
      await deps.inTransaction({ actor }, ({ matches }) => matches.markSeen(id))
    return { hits: shown.map((hit) => ({ ...hit, title: titleOf(hit.card, directory) })), next }
  }
}
