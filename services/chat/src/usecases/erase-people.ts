// People were erased: what they said and showed goes, its place in the log stays, and whom they
// talked to finds that in the list.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../domain/ids.ts'
import type { Changed, ListHead } from './stores.ts'

export type ErasePeopleDeps = {
  changed: Changed
  inTransaction: InTransaction<{
    erasing: {
      /** Empties what these people said, at most so many entries; returns how many it emptied. */
      empty(people: readonly PersonId[], limit: number): Promise<number>
      /**
       * Moves the lists of whom they talked to, of at most so many conversations, each of them
       * once for ever; empty when all have moved.
       */
      moveLists(people: readonly PersonId[], limit: number): Promise<readonly ListHead[]>
    }
  }>
}

const BATCH = 500

/** In batches, each in a transaction of its own. A repeat finds nothing and does nothing. */
export function erasePeople({ changed, inTransaction }: ErasePeopleDeps) {
  return async function erasePeople(people: readonly PersonId[]): Promise<void> {
    if (people.length === 0) return
    const batch = () =>
      inTransaction({ system: 'chat.erase-people' }, ({ erasing }) => erasing.empty(people, BATCH))
    while ((await batch()) === BATCH);
    const nextLists = () =>
      inTransaction({ system: 'chat.erase-people' }, ({ erasing }) =>
        erasing.moveLists(people, BATCH),
      )
    for (let moved = await nextLists(); moved.length > 0; moved = await nextLists())
      changed(
        moved.map(({ person }) => person),
        moved.map(({ feedSeq }) => feedSeq),
      )
  }
}
