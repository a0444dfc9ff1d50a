// People were erased: what they said and showed goes, its place in the log stays.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../domain/ids.ts'

export type ErasePeopleDeps = {
  inTransaction: InTransaction<{
    erasing: {
      /** Empties what these people said, at most so many entries; returns how many it emptied. */
      empty(people: readonly PersonId[], limit: number): Promise<number>
    }
  }>
}

const BATCH = 500

/** In batches, each in a transaction of its own. A repeat finds nothing and does nothing. */
export function erasePeople({ inTransaction }: ErasePeopleDeps) {
  return async function erasePeople(people: readonly PersonId[]): Promise<void> {
    if (people.length === 0) return
    const batch = () =>
      inTransaction({ system: 'chat.erase-people' }, ({ erasing }) => erasing.empty(people, BATCH))
    while ((await batch()) === BATCH);
  }
}
