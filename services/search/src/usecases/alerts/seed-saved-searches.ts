// Fills a development market with searches that people have saved.
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId, SavedSearchId } from '../../domain/alerts/ids.ts'
import { keysOf, type SearchKeys } from '../../domain/alerts/keys.ts'
import { save, type SavedSearch } from '../../domain/alerts/saved-search.ts'
import type { WireFilter } from '../../domain/filters.ts'
import { readQuestion } from '../../domain/query/read-question.ts'
import type { CreateSavedSearchDeps } from './create-saved-search.ts'

export type SeedSavedSearch = {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly filters: readonly WireFilter[]
  readonly frequency: string
  readonly at: Date
}

export type SeedSavedSearchesDeps = Pick<CreateSavedSearchDeps, 'taxonomy'> & {
  profile: string
  inTransaction: InTransaction<{
    seededSearches: {
      /** With their keys, and nothing matched yet. Returns how many were new. */
      insert(all: readonly { search: SavedSearch; keys: SearchKeys }[]): Promise<number>
    }
  }>
}

const BRAND = { market: 'pk', channel: 'automart' }
const CHANNELS = ['push', 'in-app']

/**
 * One batch in one commit, at most 1,000. Idempotent by id. They match what is published from then
 * on. Returns how many were new. @throws SEED_REFUSED in production · INVALID_SEARCH, INVALID_ALERT
 */
export function seedSavedSearches({ profile, taxonomy, inTransaction }: SeedSavedSearchesDeps) {
  return async function seedSavedSearches(batch: readonly SeedSavedSearch[]): Promise<number> {
    if (profile === 'production') throw kernelErrors.SEED_REFUSED()
    const known = taxonomy()
    const all = batch.map(({ id, person, name, filters: asked, frequency, at }) => {
      const { filters } = readQuestion({ q: '', filters: asked }, known, at.getUTCFullYear())
      const wishes = { name, frequency, channels: CHANNELS }
      const ids = { id: id as SavedSearchId, person: person as PersonId }
      const search = save({ ...ids, ...BRAND, filters, words: [], wishes }, at)
      return { search, keys: keysOf(search, known.directory) }
    })
    return inTransaction({ system: 'search.seed' }, ({ seededSearches }) =>
      seededSearches.insert(all),
    )
  }
}
