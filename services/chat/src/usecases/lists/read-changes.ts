// What has changed in the lists of many people at once.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { Listed, ListRead, Lists } from '../stores.ts'

export type ReadChangesDeps = { inTransaction: InTransaction<{ lists: Lists }> }

const MOST_READS = 500
/** Rows of one list in one answer. */
const MOST_ROWS = 50

export type ListChanges = {
  readonly person: PersonId
  /** The oldest change first. */
  readonly items: readonly Listed[]
  /** The newest change among them: ask for what follows it. */
  readonly feedSeq: number
  readonly more: boolean
}

/**
 * In the name of the persons named: a gateway has proved them. Lists in which nothing has changed
 * are left out. @throws TOO_MANY_IDS (invalid) above 500 reads
 */
export function readChanges({ inTransaction }: ReadChangesDeps) {
  return async function readChanges(
    reads: readonly ListRead[],
  ): Promise<{ lists: ListChanges[]; epoch: string }> {
    mustBeBatch(reads, MOST_READS)
    const [rows, epoch] = await inTransaction({ system: 'chat.read-changes' }, ({ lists }) =>
      Promise.all([lists.changes(reads, MOST_ROWS + 1), lists.epoch()]),
    )
    const changed = [...Map.groupBy(rows, ({ side }) => side.person)]
    const lists = changed.map(([person, found]) => {
      const items = found.slice(0, MOST_ROWS)
      const feedSeq = items.at(-1)?.side.feedSeq ?? 0
      return { person, items, feedSeq, more: found.length > MOST_ROWS }
    })
    return { lists, epoch }
  }
}
