// What a person has seen of a conversation, and what they want of it: marks, mute, archive, block.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { type Conversation, merged, type Side } from '../domain/conversation.ts'
import { errors } from '../domain/errors.ts'
import type { ConversationId, PersonId } from '../domain/ids.ts'
import type { Conversations, Sides } from './stores.ts'

export type ChangeSideDeps = {
  inTransaction: InTransaction<{
    conversations: Conversations
    sides: Sides & {
      /** Messages of the peer beyond `readSeq`. */
      unreadBeyond(id: ConversationId, person: PersonId, readSeq: number): Promise<number>
    }
  }>
}

type Wishes = Partial<Pick<Side, 'muted' | 'archived' | 'blocked'>>
type Marks = Partial<Pick<Side, 'readSeq' | 'deliveredSeq'>>

const changing =
  ({ inTransaction }: ChangeSideDeps) =>
  async (
    actor: Actor,
    id: ConversationId,
    change: (side: Side, conversation: Conversation) => Side,
  ): Promise<Side> => {
    const person = mustBePerson(actor).personId as PersonId
    return inTransaction({ actor }, async ({ conversations, sides }) => {
      const [conversation, both] = await Promise.all([conversations.forUpdate(id), sides.of(id)])
      const before = both.find((side) => side.person === person)
      if (!before) throw errors.CONVERSATION_NOT_FOUND({ conversationId: id })
      const after = change(before, conversation)
      if (sameSide(before, after)) return before
      const side =
        after.readSeq === before.readSeq
          ? after
          : { ...after, unread: await sides.unreadBeyond(id, person, after.readSeq) }
      await sides.save(conversation, side)
      return side
    })
  }

const COMPARED = ['readSeq', 'deliveredSeq', 'muted', 'archived', 'blocked'] as const
const sameSide = (one: Side, other: Side): boolean =>
  COMPARED.every((field) => one[field] === other[field])

/** Late and repeated marks change nothing. What is read is delivered too. */
export function markSeen(deps: ChangeSideDeps) {
  const change = changing(deps)
  return async function markSeen(actor: Actor, id: ConversationId, marks: Marks): Promise<Side> {
    return change(actor, id, (side, { lastSeq }) => {
      const readSeq = merged(side.readSeq, marks.readSeq ?? 0, lastSeq)
      const deliveredSeq = merged(side.deliveredSeq, marks.deliveredSeq ?? 0, lastSeq)
      return { ...side, readSeq, deliveredSeq: Math.max(readSeq, deliveredSeq) }
    })
  }
}

/** Idempotent: what is already so changes nothing. */
export function setSide(deps: ChangeSideDeps) {
  const change = changing(deps)
  return async function setSide(actor: Actor, id: ConversationId, wishes: Wishes): Promise<Side> {
    return change(actor, id, (side) => ({ ...side, ...wishes }))
  }
}
