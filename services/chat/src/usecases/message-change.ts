// What editing and deleting a message share: the message must be the author's and young enough, and
// the log tells what came of it.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { errors } from '../domain/errors.ts'
import type { ConversationId, PersonId } from '../domain/ids.ts'
import {
  type MessageLimits,
  mustBeChangeable,
  mustBeText,
  numbered,
  type Written,
  type Unnumbered,
} from '../domain/message.ts'
import type {
  Attachments,
  Changed,
  ConversationOutbox,
  Conversations,
  Log,
  Sides,
} from './stores.ts'

export type MessageChangeDeps = MessageLimits & {
  clock: Clock
  changed: Changed
  inTransaction: InTransaction<{
    conversations: Conversations
    log: Log
    attachments: Pick<Attachments, 'remove'>
    outbox: ConversationOutbox
    sides: Pick<Sides, 'of'>
  }>
}

export type MessageAt = { readonly conversation: ConversationId; readonly seq: number }

/** Whether a change is what the author asks for now. */
export type Done = (changed: NonNullable<Written['changed']>) => boolean

type Change = {
  readonly isDone: Done
  readonly eventOf: (by: PersonId, at: Date) => Unnumbered
  /** The words of the message and of its edits go at once. */
  readonly empties: boolean
}

/**
 * Appends an event that names the message; its own number stays. A repeat appends nothing and gets
 * the number of the first: an edit to the text that stands there, the deletion of what is deleted.
 * Where one of the two has blocked the other nothing new is said, and what was said can still go.
 * @throws CONVERSATION_NOT_FOUND · MESSAGE_NOT_FOUND, the same for absent and another's ·
 * MESSAGE_TOO_OLD, MESSAGE_DELETED, MESSAGE_NOT_TEXT (conflict) · CONVERSATION_BLOCKED (forbidden)
 * of an edit
 */
export const changingMessage =
  ({ clock, changed, inTransaction, changeableMs }: MessageChangeDeps) =>
  async (
    actor: Actor,
    { conversation: id, seq }: MessageAt,
    { isDone, eventOf, empties }: Change,
  ): Promise<{ seq: number; at: Date }> => {
    const by = mustBePerson(actor).personId as PersonId
    const { people, ...done } = await inTransaction({ actor }, async (stores) => {
      const { conversations, log, attachments, outbox, sides } = stores
      const [conversation, message] = await Promise.all([
        conversations.forUpdate(id),
        log.message(id, seq),
      ])
      if (!message || message.actor !== by) throw errors.MESSAGE_NOT_FOUND({ seq })
      const { changed: before } = message
      if (before && isDone(before)) return { seq: before.seq, at: before.at, people: [] }
      const now = clock.now()
      mustBeChangeable(message, { now, changeableMs, seq })
      if (!empties) {
        mustBeText(message)
        const isBlocked = (await sides.of(id)).some(({ blocked }) => blocked)
        if (isBlocked) throw errors.CONVERSATION_BLOCKED()
      }
      const media = empties ? await attachments.remove(id, seq) : undefined
      if (empties) await log.empty(id, seq)
      const event = numbered(conversation, eventOf(by, now))
      await Promise.all([
        log.append(conversation, event),
        outbox.append(conversation, event, media),
      ])
      return { seq: event.seq, at: now, people: conversation.people }
    })
    changed(people)
    return done
  }
