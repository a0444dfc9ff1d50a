// A person's list of conversations: a page of it, or what has changed in it since.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { Lists } from '../stores.ts'
import { type Hiding, type ListedWithPresence, withPresence } from './with-presence.ts'

export type ListConversationsDeps = {
  inTransaction: InTransaction<{ lists: Lists; presence: Hiding }>
}

const MOST = 100

export type ListPage = {
  readonly items: readonly ListedWithPresence[]
  /** The list stood here when it was read: ask `since` this next time. */
  readonly feedSeq: number
  /** Whether there is more of what was asked for. */
  readonly more: boolean
  /** Another one than last time: the lists were restored. Read from the beginning. */
  readonly epoch: string
}

/**
 * `since`: those that changed after it, the oldest change first, so that a list that is followed
 * page by page misses none. `before`: older ones, the newest change first.
 */
export function listConversations(deps: ListConversationsDeps) {
  return async function listConversations(
    actor: Actor,
    by: { limit: number; before?: number } | { limit: number; since: number },
  ): Promise<ListPage> {
    const person = mustBePerson(actor).personId as PersonId
    const limit = Math.min(Math.max(by.limit, 1), MOST)
    const page = await deps.inTransaction({ actor }, async ({ lists }) => {
      // The mark first: a row that changes behind it is only read twice.
      const [feedSeq, epoch, rows] = await Promise.all([
        lists.feedSeq(person),
        lists.epoch(),
        lists.page(person, { ...by, limit: limit + 1 }),
      ])
      const items = rows.slice(0, limit)
      const more = rows.length > limit
      const reached = 'since' in by && more ? (items.at(-1)?.side.feedSeq ?? feedSeq) : feedSeq
      return { items, feedSeq: reached, more, epoch }
    })
    return { ...page, items: await withPresence(deps, page.items) }
  }
}
