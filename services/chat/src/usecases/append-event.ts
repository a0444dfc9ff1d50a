// The owner of an offer writes what has become of it into the log of the two it concerns.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { errors } from '../domain/errors.ts'
import type { ClientId, ConversationId, PersonId } from '../domain/ids.ts'
import { numbered, type OfferStep } from '../domain/message.ts'
import type { Acknowledged } from './send-message.ts'
import type { Changed, ConversationOutbox, Conversations, Log, Sides } from './stores.ts'

export type AppendEventDeps = {
  clock: Clock
  changed: Changed
  inTransaction: InTransaction<{
    conversations: Conversations
    log: Log
    sides: Sides
    outbox: ConversationOutbox
  }>
}

export type AppendEvent = {
  readonly conversation: ConversationId
  readonly clientId: ClientId
  readonly actor: PersonId
  readonly body: OfferStep
}

/**
 * As sending a message: the clientId is the key, for ever. @throws CONVERSATION_NOT_FOUND, also for
 * an actor who takes no part · CONVERSATION_BLOCKED (forbidden) · MESSAGE_KEY_REUSED (conflict)
 */
export function appendEvent({ clock, changed, inTransaction }: AppendEventDeps) {
  return async function appendEvent(event: AppendEvent): Promise<Acknowledged> {
    const { conversation: id, actor, clientId, body } = event
    const system = 'chat.append-event'
    const appended = await inTransaction({ system }, async (stores) => {
      const { conversations, log, sides, outbox } = stores
      const conversation = await conversations.forUpdate(id)
      if (!conversation.people.includes(actor))
        throw errors.CONVERSATION_NOT_FOUND({ conversationId: id })
      const before = await log.sentBefore(id, { actor, clientId, body })
      if (before && !before.same) throw errors.MESSAGE_KEY_REUSED({ seq: before.seq })
      if (before) return { seq: before.seq, at: before.at, repeated: true, people: undefined }
      if ((await sides.of(id)).some(({ blocked }) => blocked)) throw errors.CONVERSATION_BLOCKED()
      const at = clock.now()
      const written = numbered(conversation, { type: 'offer', actor, clientId, body, at })
      await Promise.all([log.append(conversation, written), outbox.append(conversation, written)])
      return { seq: written.seq, at, repeated: false, people: conversation.people }
    })
    const { people, ...acknowledged } = appended
    if (people) changed(people)
    return acknowledged
  }
}
