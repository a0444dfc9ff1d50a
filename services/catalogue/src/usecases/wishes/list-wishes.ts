// What people missed among makes and models, for operators: what was wished on most days first.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ListedWish, ModelWishes } from './stores.ts'

export type ListWishesDeps = { inTransaction: InTransaction<{ wishes: ModelWishes }> }

const MOST = 500

/** At most 500. */
export function listWishes({ inTransaction }: ListWishesDeps) {
  return function listWishes(): Promise<ListedWish[]> {
    return inTransaction({ system: 'catalogue.wish' }, ({ wishes }) => wishes.most(MOST))
  }
}
