// What many sockets follow, in one look: the lists of their people, and the logs they have open.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { Listed, ListHead, ListRead, Lists, Read, Reader, Wanted } from '../stores.ts'
import { readPages } from './read-pages.ts'

export type ReadFollowedDeps = { inTransaction: InTransaction<{ lists: Lists; reader: Reader }> }

const MOST_LISTS = 500
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

export type Followed = {
  lists: ListChanges[]
  epoch: string
  pages: Read[]
  heads: ListHead[]
}

/**
 * In the name of the persons named: a gateway has proved them. Lists in which nothing has changed
 * are left out; of logs as readEvents; of `heads` how far their lists have come. @throws
 * TOO_MANY_IDS (invalid) above 500 lists, 500 heads or 200 logs
 */
export function readFollowed({ inTransaction }: ReadFollowedDeps) {
  return async function readFollowed(
    reads: readonly ListRead[],
    logs: readonly Wanted[],
    headsOf: readonly PersonId[] = [],
  ): Promise<Followed> {
    mustBeBatch(reads, MOST_LISTS)
    mustBeBatch(headsOf, MOST_LISTS)
    const system = 'chat.read-followed'
    // In this order: whoever has what a list tells has the log as well.
    const [rows, epoch, pages, heads] = await inTransaction({ system }, ({ lists, reader }) =>
      Promise.all([
        lists.changes(reads, MOST_ROWS + 1),
        lists.epoch(),
        readPages(reader, logs),
        lists.heads(headsOf),
      ]),
    )
    const changed = [...Map.groupBy(rows, ({ side }) => side.person)]
    const lists = changed.map(([person, found]) => {
      const items = found.slice(0, MOST_ROWS)
      const feedSeq = items.at(-1)?.side.feedSeq ?? 0
      return { person, items, feedSeq, more: found.length > MOST_ROWS }
    })
    return { lists, epoch, pages, heads }
  }
}
