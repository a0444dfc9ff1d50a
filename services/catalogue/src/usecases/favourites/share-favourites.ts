// A person opens a link to what they saved, for others to read.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { Shortlists } from './stores.ts'

export type ShareFavouritesDeps = {
  clock: Clock
  /** 128 random bits as text. */
  newToken: () => string
  inTransaction: InTransaction<{ shortlists: Shortlists }>
}

/** Idempotent by state: while a link is open, that one. Returns its token. */
export function shareFavourites({ clock, newToken, inTransaction }: ShareFavouritesDeps) {
  return async function shareFavourites(actor: Actor): Promise<string> {
    const person = mustBePerson(actor).personId as PersonId
    return inTransaction({ actor }, async ({ shortlists }) => {
      // The one that was open may be revoked right now: then the next one counts.
      for (;;) {
        await shortlists.add(person, { token: newToken(), createdAt: clock.now() })
        const open = await shortlists.open(person)
        if (open) return open.token
      }
    })
  }
}
