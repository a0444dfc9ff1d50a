// Two people come to talk about something: one conversation per pair and subject.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { type About, begin, type Conversation } from '../domain/conversation.ts'
import type { ConversationId, PersonId } from '../domain/ids.ts'
import { errors } from '../domain/errors.ts'
import type { Blocks, Changed, Conversations } from './stores.ts'

export type OpenConversationDeps = {
  clock: Clock
  newId: () => string
  changed: Changed
  inTransaction: InTransaction<{
    conversations: Conversations
    sides: Blocks
  }>
}

/**
 * Idempotent by pair and subject, whoever of the two asks. Whether they may meet is the caller's to
 * know. Nothing is published: until something is said there is nothing to tell.
 * @throws OWN_CONVERSATION (invalid) · CONVERSATION_BLOCKED (forbidden) when either has blocked the
 * other, about whatever
 */
export function openConversation({ clock, newId, changed, inTransaction }: OpenConversationDeps) {
  return async function openConversation(
    actor: Actor,
    { to, about }: { to: PersonId; about: About },
  ): Promise<{ conversation: Conversation; created: boolean }> {
    const from = mustBePerson(actor).personId as PersonId
    const fresh = begin({ id: newId() as ConversationId, about, from, to }, clock.now())
    const opened = await inTransaction({ actor }, async ({ conversations, sides }) => {
      const { byPerson, byOther } = await sides.blockOf(from, to)
      if (byPerson || byOther) throw errors.CONVERSATION_BLOCKED()
      return conversations.ensure(fresh)
    })
    if (opened.created) changed(fresh.people)
    return opened
  }
}
