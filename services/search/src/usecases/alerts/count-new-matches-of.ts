// How many ads have matched the searches of each of many people since they last looked.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/alerts/ids.ts'
import type { MatchesOfPeople } from './stores.ts'

export type CountNewMatchesOfDeps = {
  inTransaction: InTransaction<{ matchesOfPeople: MatchesOfPeople }>
}

const MOST_PEOPLE = 500

/** Whoever has nothing new is left out. @throws TOO_MANY_IDS (invalid) above 500 */
export function countNewMatchesOf({ inTransaction }: CountNewMatchesOfDeps) {
  return async function countNewMatchesOf(
    people: readonly PersonId[],
  ): Promise<ReadonlyMap<PersonId, number>> {
    mustBeBatch(people, MOST_PEOPLE)
    const system = 'search.count-new-matches-of'
    return inTransaction({ system }, ({ matchesOfPeople }) => matchesOfPeople.unseenOf(people))
  }
}
