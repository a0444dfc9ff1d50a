// Within fifteen minutes a person changes or deletes what they have said. The log stays as it is and
// tells what came of it.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ConversationId, PersonId } from '../domain/ids.ts'
import { type MessageLimits, mustBeChangeable, readableMessage } from '../domain/message.ts'
import type { ConversationOutbox, Conversations, Log, Unnumbered } from './stores.ts'

export type ChangeMessageDeps = MessageLimits & {
  clock: Clock
  inTransaction: InTransaction<{
    conversations: Conversations
    log: Log
    outbox: ConversationOutbox
  }>
}

export type MessageAt = { readonly conversation: ConversationId; readonly seq: number }

/**
 * Appends an event that names the message; its own number stays.
 * @throws CONVERSATION_NOT_FOUND · MESSAGE_NOT_FOUND, the same for absent and another's ·
 * MESSAGE_TOO_OLD, MESSAGE_DELETED (conflict)
 */
const changing =
  ({ clock, inTransaction, changeableMs }: ChangeMessageDeps) =>
  async (
    actor: Actor,
    { conversation: id, seq }: MessageAt,
    { eventOf, forget }: { eventOf: (by: PersonId, at: Date) => Unnumbered; forget: boolean },
  ): Promise<{ seq: number; at: Date }> => {
    const by = mustBePerson(actor).personId as PersonId
    return inTransaction({ actor }, async ({ conversations, log, outbox }) => {
      const [conversation, message] = await Promise.all([
        conversations.forUpdate(id),
        log.message(id, seq),
      ])
      const now = clock.now()
      mustBeChangeable(message, { by, now, changeableMs, seq })
      if (forget) await log.empty(id, seq)
      const event = await log.append(conversation, eventOf(by, now))
      await outbox.append(conversation, event)
      return { seq: event.seq, at: now }
    })
  }

/** @throws INVALID_MESSAGE (invalid), and what every change throws */
export function editMessage(deps: ChangeMessageDeps) {
  const change = changing(deps)
  return async function editMessage(actor: Actor, message: MessageAt, typed: string) {
    const text = readableMessage(typed, deps)
    const eventOf = (by: PersonId, at: Date): Unnumbered => ({
      ...{ type: 'edited', actor: by, at },
      body: { of: message.seq, text },
    })
    return change(actor, message, { eventOf, forget: false })
  }
}

/** The words go at once, with those of its edits; the numbers stay. */
export function deleteMessage(deps: ChangeMessageDeps) {
  const change = changing(deps)
  return async function deleteMessage(actor: Actor, message: MessageAt) {
    const eventOf = (by: PersonId, at: Date): Unnumbered => ({
      ...{ type: 'deleted', actor: by, at },
      body: { of: message.seq },
    })
    return change(actor, message, { eventOf, forget: true })
  }
}
