// A person deletes a saved search, and with it what has matched.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { SavedSearchId } from '../../domain/alerts/ids.ts'
import type { SavedSearches } from './stores.ts'

export type DeleteSavedSearchDeps = { inTransaction: InTransaction<{ searches: SavedSearches }> }

/** @throws ALERT_NOT_FOUND, the same for absent and foreign */
export function deleteSavedSearch({ inTransaction }: DeleteSavedSearchDeps) {
  return async function deleteSavedSearch(actor: Actor, id: SavedSearchId): Promise<void> {
    mustBePerson(actor)
    await inTransaction({ actor }, ({ searches }) => searches.remove(id))
  }
}
