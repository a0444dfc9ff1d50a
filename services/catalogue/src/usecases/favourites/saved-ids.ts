// Which of the ads on a page the person has saved.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ListingId, PersonId } from '../../domain/ids.ts'
import type { Favourites } from './stores.ts'

export type SavedIdsDeps = { inTransaction: InTransaction<{ favourites: Favourites }> }

/** At most 100 ids. @throws TOO_MANY_IDS */
export function savedIds({ inTransaction }: SavedIdsDeps) {
  return async function savedIds(actor: Actor, ids: readonly ListingId[]): Promise<ListingId[]> {
    const person = mustBePerson(actor).personId as PersonId
    mustBeBatch(ids)
    if (ids.length === 0) return []
    return inTransaction({ actor }, ({ favourites }) => favourites.savedAmong(person, ids))
  }
}
