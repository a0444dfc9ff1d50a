// How many ads each of many people has saved.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { FavouritesOfPeople } from './stores.ts'

export type CountFavouritesOfDeps = {
  inTransaction: InTransaction<{ favouritesOfPeople: FavouritesOfPeople }>
}

const MOST_PEOPLE = 500

/** Whoever has saved nothing is left out. @throws TOO_MANY_IDS (invalid) above 500 */
export function countFavouritesOf({ inTransaction }: CountFavouritesOfDeps) {
  return async function countFavouritesOf(
    people: readonly PersonId[],
  ): Promise<ReadonlyMap<PersonId, number>> {
    mustBeBatch(people, MOST_PEOPLE)
    const system = 'catalogue.count-favourites-of'
    return inTransaction({ system }, ({ favouritesOfPeople }) => favouritesOfPeople.countOf(people))
  }
}
