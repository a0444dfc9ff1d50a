// Some rows of a person's list of conversations.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ConversationId, PersonId } from '../../domain/ids.ts'
import type { Lists } from '../stores.ts'
import { type Hiding, type ListedWithPresence, withPresence } from './with-presence.ts'

export type GetConversationsDeps = {
  inTransaction: InTransaction<{ lists: Lists; presence: Hiding }>
}

/** Absent and foreign ones are left out alike. @throws TOO_MANY_IDS (invalid) */
export function getConversations(deps: GetConversationsDeps) {
  return async function getConversations(
    actor: Actor,
    ids: readonly ConversationId[],
  ): Promise<ListedWithPresence[]> {
    const person = mustBePerson(actor).personId as PersonId
    mustBeBatch(ids)
    const rows = await deps.inTransaction({ actor }, ({ lists }) => lists.among(person, ids))
    return withPresence(deps, rows)
  }
}
