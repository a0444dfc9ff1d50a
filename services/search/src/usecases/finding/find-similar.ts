// Finds ads like one that is shown, whatever has become of it.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import { isId } from '@pk-auto/kernel/id'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Directory } from '../../domain/directory.ts'
import type { Listing } from '../../domain/listing.ts'
import type { SearchDoc } from '../../domain/search-doc.ts'
import { type Hit, MOST_HIDDEN } from '../../domain/search-query.ts'
import { chosenFrom, leadsOn } from '../../domain/similar.ts'
import { titleOf } from '../../domain/title.ts'

type Like<H> = { readonly sameCar: readonly H[]; readonly sameMoney: readonly H[] }

/**
 * Best first, itself and `hide` left out. @throws SEARCH_UNAVAILABLE, INDEX_MISSING (unavailable)
 */
export type SimilarSearch = (
  listing: Listing,
  channel: string,
  hide: readonly string[],
) => Promise<Like<Hit>>

export type FindSimilarDeps = {
  inTransaction: InTransaction<{
    pages: { read(ids: readonly string[]): Promise<readonly SearchDoc[]> }
  }>
  similar: SimilarSearch
  directory: () => Directory
}

export type FindSimilar = {
  readonly id: string
  readonly market: string
  readonly channel: string
  /** Ids left out for this person, at most 200. */
  readonly hide: readonly string[]
}

/**
 * At most six of each. Undefined for an ad that is absent, never was public or is of another brand,
 * all alike. @throws TOO_MANY_IDS (invalid) · SEARCH_UNAVAILABLE, INDEX_MISSING (unavailable)
 */
export function findSimilar({ inTransaction, similar, directory }: FindSimilarDeps) {
  return async function findSimilar({ id, market, channel, hide }: FindSimilar) {
    mustBeBatch(hide, MOST_HIDDEN)
    if (!isId(id)) return undefined
    const [doc] = await inTransaction({ actor: { kind: 'anonymous', market: '' } }, ({ pages }) =>
      pages.read([id]),
    )
    if (!doc?.listing || !leadsOn(doc.listing, { market, channels: [channel] })) return undefined
    const found = await similar(doc.listing, channel, hide)
    const titled = (hits: readonly Hit[]) =>
      chosenFrom(hits).map((hit) => ({ ...hit, title: titleOf(hit.card, directory()) }))
    return { sameCar: titled(found.sameCar), sameMoney: titled(found.sameMoney) }
  }
}
