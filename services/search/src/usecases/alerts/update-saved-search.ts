// A person changes how a saved search is called, and how often and by what it reaches them.
import type { Actor } from '@pk-auto/kernel/actor'
import { mustBeExpected } from '@pk-auto/kernel/version'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { type AlertTimes, closesAt } from '../../domain/alerts/alert.ts'
import type { SavedSearchId } from '../../domain/alerts/ids.ts'
import { change, isChanged, type Wishes } from '../../domain/alerts/saved-search.ts'
import type { OwnMatches, SavedSearches, StandingSearch } from './stores.ts'

export type UpdateSavedSearchDeps = {
  alertTimes: AlertTimes
  inTransaction: InTransaction<{ searches: SavedSearches; matches: OwnMatches }>
}

/**
 * Idempotent by state and version. What waits already goes out when the new frequency says.
 * @throws ALERT_NOT_FOUND, the same for absent and foreign · VERSION_MISMATCH · INVALID_ALERT
 */
export function updateSavedSearch({ alertTimes, inTransaction }: UpdateSavedSearchDeps) {
  return async function updateSavedSearch(
    actor: Actor,
    wanted: { id: SavedSearchId; expectedVersion: number; wishes: Partial<Wishes> },
  ): Promise<StandingSearch> {
    const { id, expectedVersion, wishes } = wanted
    return inTransaction({ actor }, async ({ searches, matches }) => {
      const before = await searches.forUpdate(id)
      if (isChanged(before.search, wishes, expectedVersion)) return before
      mustBeExpected(before.search.version, expectedVersion)
      const search = change(before.search, wishes)
      await searches.save(search)
      if (search.frequency !== before.search.frequency) {
        const since = await matches.openSince(id)
        if (since)
          await matches.closeAt(id, closesAt(search.frequency, search.market, since, alertTimes))
      }
      return { ...before, search }
    })
  }
}
