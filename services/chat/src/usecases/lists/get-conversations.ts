// Some rows of a person's list of conversations.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ConversationId, PersonId } from '../../domain/ids.ts'
import type { Listed, Lists } from '../stores.ts'

export type GetConversationsDeps = { inTransaction: InTransaction<{ lists: Lists }> }

/** Absent and foreign ones are left out alike. @throws TOO_MANY_IDS (invalid) */
export function getConversations({ inTransaction }: GetConversationsDeps) {
  return async function getConversations(
    actor: Actor,
    ids: readonly ConversationId[],
  ): Promise<Listed[]> {
    const person = mustBePerson(actor).personId as PersonId
    mustBeBatch(ids)
    return inTransaction({ actor }, ({ lists }) => lists.among(person, ids))
  }
}
