// A person goes on talking to somebody they know, about nothing but the two.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { begin, type Conversation } from '../domain/conversation.ts'
import { errors } from '../domain/errors.ts'
import type { ConversationId, PersonId } from '../domain/ids.ts'
import type { Blocks, Changed, Conversations } from './stores.ts'

export type OpenWithDeps = {
  clock: Clock
  newId: () => string
  changed: Changed
  inTransaction: InTransaction<{
    conversations: Conversations
    sides: Blocks
  }>
}

/**
 * Idempotent by pair. People meet through an ad: whoever has no conversation with the other yet has
 * not met them. @throws OWN_CONVERSATION (invalid) · CONVERSATION_NOT_FOUND, the same for people
 * who have not met, for blocked ones and for nobody
 */
export function openWith({ clock, newId, changed, inTransaction }: OpenWithDeps) {
  return async function openWith(
    actor: Actor,
    to: PersonId,
  ): Promise<{ conversation: Conversation; created: boolean }> {
    const from = mustBePerson(actor).personId as PersonId
    const about = { kind: 'person' } as const
    const fresh = begin({ id: newId() as ConversationId, about, from, to }, clock.now())
    const opened = await inTransaction({ actor }, async ({ conversations, sides }) => {
      const { known, byPerson, byOther } = await sides.blockOf(from, to)
      if (!known || byPerson || byOther) throw errors.CONVERSATION_NOT_FOUND()
      return conversations.ensure(fresh)
    })
    if (opened.created) changed(fresh.people)
    return opened
  }
}
