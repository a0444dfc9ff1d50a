// Which ads a person has reported: they do not see those in their results any more.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ListingId, PersonId } from '../domain/ids.ts'
import type { OwnReports } from './stores.ts'

export type HiddenListingsDeps = {
  maxHidden: number
  inTransaction: InTransaction<{ own: OwnReports }>
}

/** The newest first, at most `maxHidden`. */
export function hiddenListings({ inTransaction, maxHidden }: HiddenListingsDeps) {
  return async function hiddenListings(actor: Actor): Promise<ListingId[]> {
    const person = mustBePerson(actor).personId as PersonId
    return inTransaction({ actor }, ({ own }) => own.listings(person, maxHidden))
  }
}
