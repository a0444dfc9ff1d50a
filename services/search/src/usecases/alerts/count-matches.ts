// How many live ads match a search that was just saved.
import { isTransient } from '@pk-auto/kernel/domain-error'
import { queryOf } from '../../domain/alerts/query.ts'
import type { SavedSearch } from '../../domain/alerts/saved-search.ts'
import type { ReadMatchesDeps } from './read-matches.ts'

export type CountMatchesDeps = Pick<ReadMatchesDeps, 'index' | 'directory'>

/** Undefined while the index is away: a search is saved all the same. */
export function countMatches({ index, directory }: CountMatchesDeps) {
  return async function countMatches(search: SavedSearch): Promise<number | undefined> {
    try {
      return (await index.page(queryOf(search, directory()), { limit: 1 }, false)).total
    } catch (error) {
      if (isTransient(error)) return undefined
      throw error
    }
  }
}
