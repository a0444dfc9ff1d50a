// A person says something: written once into the one log of the conversation, however often the
// request is repeated and however late.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { errors } from '../domain/errors.ts'
import type { ClientId, ConversationId, PersonId } from '../domain/ids.ts'
import { type MessageLimits, readableMessage } from '../domain/message.ts'
import type { Changed, ConversationOutbox, Conversations, Log, Sides } from './stores.ts'

export type SendMessageDeps = MessageLimits & {
  clock: Clock
  changed: Changed
  inTransaction: InTransaction<{
    conversations: Conversations
    log: Log
    sides: Sides
    outbox: ConversationOutbox
  }>
}

export type SendMessage = {
  readonly conversation: ConversationId
  readonly clientId: ClientId
  readonly text: string
}

/** `seq` counts 1, 2, 3 … in one conversation. */
export type Acknowledged = {
  readonly seq: number
  readonly at: Date
  /** True when it was sent before. */
  readonly repeated: boolean
}

/**
 * When this resolves the message is on disk. The clientId is the key, for ever: a repeat gets the
 * number of the first, and nothing is written or published a second time.
 * @throws INVALID_MESSAGE (invalid) · CONVERSATION_NOT_FOUND, the same for absent and foreign ·
 * CONVERSATION_BLOCKED (forbidden) · MESSAGE_KEY_REUSED (conflict)
 */
export function sendMessage(deps: SendMessageDeps) {
  return async function sendMessage(
    actor: Actor,
    { conversation: id, clientId, text }: SendMessage,
  ): Promise<Acknowledged> {
    const sender = mustBePerson(actor).personId as PersonId
    const body = { kind: 'text', text: readableMessage(text, deps) } as const
    const { people, ...sent } = await deps.inTransaction(
      { actor },
      async ({ conversations, log, sides, outbox }) => {
        // On their way together, one after the other: the log is looked at under the lock.
        const [conversation, before, both] = await Promise.all([
          conversations.forUpdate(id),
          log.sentBefore(id, { actor: sender, clientId, body }),
          sides.of(id),
        ])
        if (before) {
          if (!before.same) throw errors.MESSAGE_KEY_REUSED({ seq: before.seq })
          return { ...{ seq: before.seq, at: before.at, repeated: true }, people: undefined }
        }
        if (both.some(({ blocked }) => blocked)) throw errors.CONVERSATION_BLOCKED()
        const at = deps.clock.now()
        const event = await log.append(conversation, {
          ...{ type: 'message', actor: sender, clientId, body, at },
        })
        await outbox.append(conversation, event)
        return { ...{ seq: event.seq, at, repeated: false }, people: conversation.people }
      },
    )
    if (people) deps.changed(people)
    return sent
  }
}
