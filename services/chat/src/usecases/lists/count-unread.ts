// How many messages a person has not read.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { Lists } from '../stores.ts'

export type CountUnreadDeps = { inTransaction: InTransaction<{ lists: Lists }> }

/** Absolute, over all that is neither muted nor archived. */
export function countUnread({ inTransaction }: CountUnreadDeps) {
  return async function countUnread(actor: Actor): Promise<number> {
    const person = mustBePerson(actor).personId as PersonId
    return inTransaction({ actor }, ({ lists }) => lists.unread(person))
  }
}
