// Follows identity's people: their language, and what goes with those who are erased.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { KnownPeople, KnownPerson } from './stores.ts'

export type FollowPeopleDeps = { inTransaction: InTransaction<{ knownPeople: KnownPeople }> }

/** Of each person the newest, or that they are erased. A repeat changes nothing. */
export function followPeople({ inTransaction }: FollowPeopleDeps) {
  return async function followPeople(
    known: readonly KnownPerson[],
    erased: readonly PersonId[],
  ): Promise<void> {
    await inTransaction({ system: 'notify.follow-people' }, async ({ knownPeople }) => {
      await knownPeople.save(known)
      if (erased.length > 0) await knownPeople.erase(erased)
    })
  }
}
