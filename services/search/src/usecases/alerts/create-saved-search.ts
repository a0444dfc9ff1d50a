// A person saves a search: made once, however often the request is repeated.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { KeyedCall } from '@pk-auto/postgres/once'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId, SavedSearchId } from '../../domain/alerts/ids.ts'
import { keysOf } from '../../domain/alerts/keys.ts'
import { save, type SavedSearch, type Wishes } from '../../domain/alerts/saved-search.ts'
import { errors } from '../../domain/errors.ts'
import { awaited, type Question, readQuestion } from '../../domain/query/read-question.ts'
import type { TaxonomyView } from '../view-taxonomy.ts'
import type { SavedSearches, StandingSearch } from './stores.ts'

export type CreateSavedSearchDeps = {
  clock: Clock
  newId: () => string
  taxonomy: () => ReturnType<TaxonomyView['current']>
  /** How many a person may have. */
  mostSearches: number
  inTransaction: InTransaction<{
    searches: SavedSearches
    once: (call: KeyedCall, work: () => Promise<Saved>) => Promise<Saved>
  }>
}

/** As `once` wants what was made. */
export type Saved = StandingSearch & Pick<SavedSearch, 'id' | 'version'>

export type CreateSavedSearch = Question &
  Wishes & { readonly market: string; readonly channel: string }

/**
 * Idempotent by key: a repeat gets the search as it is by then. The text is read into filters once:
 * what it means does not change with the taxonomy. @throws INVALID_ALERT, INVALID_SEARCH (invalid)
 * · ALERTS_TOO_MANY (too_many) · IDEMPOTENCY_KEY_REUSED · IDEMPOTENCY_IN_FLIGHT · ALERT_NOT_FOUND
 * for a repeat whose search was deleted
 */
export function createSavedSearch(deps: CreateSavedSearchDeps) {
  return async function createSavedSearch(
    actor: Actor,
    call: Omit<KeyedCall, 'actor'>,
    { market, channel, name, frequency, channels, ...question }: CreateSavedSearch,
  ): Promise<StandingSearch> {
    const person = mustBePerson(actor).personId as PersonId
    const now = deps.clock.now()
    const taxonomy = deps.taxonomy()
    const read = readQuestion(question, taxonomy, now.getUTCFullYear())
    const [filters, words] = [awaited(read), read.demanded]
    const id = deps.newId() as SavedSearchId
    const wishes = { name, frequency, channels }
    const search = save({ id, person, market, channel, filters, words, wishes }, now)
    const keys = keysOf(search, taxonomy.directory)
    return deps.inTransaction({ actor }, ({ searches, once }) =>
      once({ actor: person, ...call }, async () => {
        if ((await searches.count(person)) >= deps.mostSearches)
          throw errors.ALERTS_TOO_MANY({ most: deps.mostSearches })
        await searches.insert(search, keys)
        return { id, version: search.version, search, standing: { unseen: 0 } }
      }),
    )
  }
}
