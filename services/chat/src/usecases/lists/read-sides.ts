// One row each of many people's lists, for whoever writes to them.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Listed, Lists, SideRead } from '../stores.ts'

export type ReadSidesDeps = { inTransaction: InTransaction<{ lists: Lists }> }

const MOST_READS = 200

/** What a person takes no part in is left out. @throws TOO_MANY_IDS (invalid) above 200 */
export function readSides({ inTransaction }: ReadSidesDeps) {
  return async function readSides(reads: readonly SideRead[]): Promise<Listed[]> {
    mustBeBatch(reads, MOST_READS)
    return inTransaction({ system: 'chat.read-sides' }, ({ lists }) => lists.sides(reads))
  }
}
