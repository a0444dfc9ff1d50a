// What marking and muting share: one person's side of a conversation changes, and both lists move.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Conversation, Side } from '../../domain/conversation.ts'
import { errors } from '../../domain/errors.ts'
import type { ConversationId, PersonId } from '../../domain/ids.ts'
import type { Changed, Conversations, Sides } from '../stores.ts'

export type SidesOfOne = Sides & {
  /** Messages of the peer beyond `readSeq`. */
  unreadBeyond(id: ConversationId, person: PersonId, readSeq: number): Promise<number>
}

export type SideChangeDeps = {
  changed: Changed
  inTransaction: InTransaction<{ conversations: Conversations; sides: SidesOfOne }>
}

/**
 * What is already so changes nothing. @throws CONVERSATION_NOT_FOUND: the same for absent and
 * foreign
 */
export const changingSide =
  ({ changed, inTransaction }: SideChangeDeps) =>
  async (
    actor: Actor,
    id: ConversationId,
    change: (side: Side, conversation: Conversation) => Side,
  ): Promise<Side> => {
    const person = mustBePerson(actor).personId as PersonId
    const { side, people } = await inTransaction({ actor }, async ({ conversations, sides }) => {
      const [conversation, both] = await Promise.all([conversations.forUpdate(id), sides.of(id)])
      const before = both.find((side) => side.person === person)
      if (!before) throw errors.CONVERSATION_NOT_FOUND({ conversationId: id })
      const after = change(before, conversation)
      if (sameSide(before, after)) return { side: before, people: undefined }
      const side =
        after.readSeq === before.readSeq
          ? after
          : { ...after, unread: await sides.unreadBeyond(id, person, after.readSeq) }
      await sides.save(conversation, side)
      return { side, people: conversation.people }
    })
    if (people) changed(people)
    return side
  }

const COMPARED = ['readSeq', 'deliveredSeq', 'muted', 'archived', 'blocked'] as const
const sameSide = (one: Side, other: Side): boolean =>
  COMPARED.every((field) => one[field] === other[field])
