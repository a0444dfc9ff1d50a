// People were erased: what they saved and their links go with them.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { ErasedFavourites } from './stores.ts'

export type EraseFavouritesDeps = {
  inTransaction: InTransaction<{ erased: ErasedFavourites }>
}

const BATCH = 1_000

/** In batches, each in a transaction of its own. A repeat finds nothing and does nothing. */
export function eraseFavourites({ inTransaction }: EraseFavouritesDeps) {
  return async function eraseFavourites(people: readonly PersonId[]): Promise<void> {
    if (people.length === 0) return
    const scope = { system: 'catalogue.erase-favourites' }
    await inTransaction(scope, ({ erased }) => erased.removeLinks(people))
    const batch = () => inTransaction(scope, ({ erased }) => erased.remove(people, BATCH))
    while ((await batch()) === BATCH);
  }
}
