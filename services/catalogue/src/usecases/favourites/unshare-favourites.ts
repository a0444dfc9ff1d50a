// A person takes the link to what they saved back.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { Shortlists } from './stores.ts'

export type UnshareFavouritesDeps = {
  clock: Clock
  inTransaction: InTransaction<{ shortlists: Shortlists }>
}

/** From the commit on the link leads nowhere, for good. Idempotent. */
export function unshareFavourites({ clock, inTransaction }: UnshareFavouritesDeps) {
  return async function unshareFavourites(actor: Actor): Promise<void> {
    const person = mustBePerson(actor).personId as PersonId
    await inTransaction({ actor }, ({ shortlists }) => shortlists.revoke(person, clock.now()))
  }
}
