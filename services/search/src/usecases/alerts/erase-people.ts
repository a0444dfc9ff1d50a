// People were erased: their saved searches go, and all that has matched them.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/alerts/ids.ts'
import type { SearchesOfPeople } from './stores.ts'

export type ErasePeopleDeps = { inTransaction: InTransaction<{ ofPeople: SearchesOfPeople }> }

const BATCH = 200

/** In batches, each in a transaction of its own. A repeat finds nothing and does nothing. */
export function erasePeople({ inTransaction }: ErasePeopleDeps) {
  return async function erasePeople(people: readonly PersonId[]): Promise<void> {
    if (people.length === 0) return
    const batch = () =>
      inTransaction({ system: 'search.erase-people' }, ({ ofPeople }) =>
        ofPeople.remove(people, BATCH),
      )
    while ((await batch()) === BATCH);
  }
}
