// A person no longer wants an ad among the saved ones.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ListingId, PersonId } from '../../domain/ids.ts'
import type { Favourites, SavedChanged } from './stores.ts'

export type RemoveFavouriteDeps = {
  savedChanged: SavedChanged
  inTransaction: InTransaction<{ favourites: Favourites }>
}

/** Idempotent: what is not there is removed already. */
export function removeFavourite({ savedChanged, inTransaction }: RemoveFavouriteDeps) {
  return async function removeFavourite(actor: Actor, id: ListingId): Promise<void> {
    const person = mustBePerson(actor).personId as PersonId
    await inTransaction({ actor }, ({ favourites }) => favourites.remove(person, id))
    savedChanged(person)
  }
}
