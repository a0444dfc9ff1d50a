// A person says something: written once into the one log of the conversation, however often the
// request is repeated and however late.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import { isTransient } from '@pk-auto/kernel/domain-error'
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import { together } from '@pk-auto/live/together'
import { isRowHeld } from '@pk-auto/postgres/sql-errors'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { currentTraceparent } from '@pk-auto/telemetry/propagation'
import type { ClientId, ConversationId, PersonId } from '../domain/ids.ts'
import { appendMessages, type AppendMessagesDeps } from './append-messages.ts'
import { type Content, readableContent, type ReadableContentDeps } from './readable-content.ts'
import type { Batches, ConversationOutbox, Log, Written } from './stores.ts'

export type SendMessageDeps = Omit<ReadableContentDeps & AppendMessagesDeps, 'inTransaction'> & {
  inTransaction: InTransaction<{
    log: Pick<Log, 'sentBefore'>
    batches: Batches
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

export type SentMessage = Acknowledged & {
  /** With what others wrote there in the same transaction; the same object for all of them. */
  readonly written?: Written | undefined
}

/** Messages in one transaction, and transactions at once. */
const TOGETHER = { most: 200, underWay: 2 }
/**
 * Nothing is gained by asking a database that is away once more for each message; a conversation
 * that somebody holds is the concern of its own people.
 */
const isAway = (error: unknown): boolean => isTransient(error) && !isRowHeld(error)

/**
 * When this resolves the message is on disk, together with those that others sent meanwhile. The
 * clientId is the key, for ever: a repeat gets the number of the first, and nothing is written or
 * published a second time.
 * @throws INVALID_MESSAGE (invalid) · CONVERSATION_NOT_FOUND, the same for absent and foreign ·
 * CONVERSATION_BLOCKED (forbidden) · MESSAGE_KEY_REUSED, ATTACHMENT_USED (conflict) · what
 * readableContent throws
 */
export function sendMessage(deps: SendMessageDeps) {
  const append = together(appendMessages(deps), { ...TOGETHER, isOfAll: isAway })
  return async function sendMessage(
    actor: Actor,
    { conversation, clientId, content }: SendMessage,
    token: string,
  ): Promise<SentMessage> {
    const sender = mustBePerson(actor).personId as PersonId
    const place = { conversation, clientId, sender }
    const body = await readableContent(deps, { actor, token }, place, content)
    const sent = await append({ ...place, body, traceparent: currentTraceparent() })
    await failpoint('send.before_ack')
    return sent
  }
}
