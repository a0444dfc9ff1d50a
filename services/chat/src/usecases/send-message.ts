// A person says something: written once into the one log of the conversation, however often the
// request is repeated and however late.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { errors } from '../domain/errors.ts'
import type { ClientId, ConversationId, PersonId } from '../domain/ids.ts'
import { isAttached, numbered } from '../domain/message.ts'
import { type Content, readableContent, type ReadableContentDeps } from './readable-content.ts'
import type {
  Attachments,
  Changed,
  ConversationOutbox,
  Conversations,
  Log,
  Sides,
} from './stores.ts'

export type SendMessageDeps = Omit<ReadableContentDeps, 'inTransaction'> & {
  clock: Clock
  changed: Changed
  inTransaction: InTransaction<{
    conversations: Conversations
    log: Log
    sides: Sides
    attachments: Pick<Attachments, 'add'>
    outbox: ConversationOutbox
  }>
}

export type SendMessage = {
  readonly conversation: ConversationId
  readonly clientId: ClientId
  readonly content: Content
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
 * CONVERSATION_BLOCKED (forbidden) · MESSAGE_KEY_REUSED, ATTACHMENT_USED (conflict) · what
 * readableContent throws
 */
export function sendMessage(deps: SendMessageDeps) {
  return async function sendMessage(
    actor: Actor,
    { conversation: id, clientId, content }: SendMessage,
    token: string,
  ): Promise<Acknowledged> {
    const sender = mustBePerson(actor).personId as PersonId
    const place = { conversation: id, clientId, sender }
    const body = await readableContent(deps, { actor, token }, place, content)
    const { people, ...sent } = await deps.inTransaction(
      { actor },
      async ({ conversations, log, sides, attachments, outbox }) => {
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
        const event = numbered(conversation, {
          ...{ type: 'message', actor: sender, clientId, body, at },
        })
        // One way to the database and back for all of it, while the lock is held.
        await Promise.all([log.append(conversation, event), outbox.append(conversation, event)])
        const media = isAttached(body) ? body.mediaId : undefined
        const attached = { conversation: id, seq: event.seq, owner: sender }
        if (media && !(await attachments.add({ media, ...attached })))
          throw errors.ATTACHMENT_USED()
        return { ...{ seq: event.seq, at, repeated: false }, people: conversation.people }
      },
    )
    if (people) deps.changed(people)
    return sent
  }
}
