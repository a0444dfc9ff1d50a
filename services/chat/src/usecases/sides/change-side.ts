// One person's side of a conversation changes inside a transaction, and both lists move.
import type { Conversation, Side } from '../../domain/conversation.ts'
import { errors } from '../../domain/errors.ts'
import type { ConversationId, PersonId } from '../../domain/ids.ts'
import type { Conversations, Sides } from '../stores.ts'

export type SidesOfOne = Sides & {
  /** Messages of the peer beyond `readSeq`. */
  unreadBeyond(id: ConversationId, person: PersonId, readSeq: number): Promise<number>
}

export type SideStores = { conversations: Conversations; sides: SidesOfOne }

export type SideChange = (side: Side, conversation: Conversation) => Side

/**
 * Inside a transaction. What is already so changes nothing, and then nobody's list has moved.
 * @throws CONVERSATION_NOT_FOUND: the same for absent and foreign
 */
export async function changeSide(
  { conversations, sides }: SideStores,
  person: PersonId,
  id: ConversationId,
  change: SideChange,
): Promise<{ side: Side; moved: readonly PersonId[] }> {
  const [conversation, both] = await Promise.all([conversations.forUpdate(id), sides.of(id)])
  const before = both.find((side) => side.person === person)
  if (!before) throw errors.CONVERSATION_NOT_FOUND({ conversationId: id })
  const after = change(before, conversation)
  if (sameSide(before, after)) return { side: before, moved: [] }
  const side =
    after.readSeq === before.readSeq
      ? after
      : { ...after, unread: await sides.unreadBeyond(id, person, after.readSeq) }
  await sides.save(conversation, side)
  return { side, moved: conversation.people }
}

const COMPARED = ['readSeq', 'deliveredSeq', 'muted', 'archived', 'blocked'] as const
const sameSide = (one: Side, other: Side): boolean =>
  COMPARED.every((field) => one[field] === other[field])
