// What a person wants of a conversation: muted, archived, blocked.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Side } from '../../domain/conversation.ts'
import { errors } from '../../domain/errors.ts'
import type { ConversationId, PersonId } from '../../domain/ids.ts'
import { blockBetween } from './block-between.ts'
import { blockPerson, type BlockPersonDeps } from './block-person.ts'
import { changeSide } from './change-side.ts'

/**
 * Idempotent: what is already so changes nothing. To block is about the person: it holds wherever
 * the two talk, in the same commit. @throws CONVERSATION_NOT_FOUND: the same for absent and foreign
 */
export function setSide(deps: BlockPersonDeps) {
  const { inTransaction, changed } = deps
  const block = blockPerson(deps)
  return async function setSide(
    actor: Actor,
    id: ConversationId,
    wishes: Partial<Pick<Side, 'muted' | 'archived' | 'blocked'>>,
  ): Promise<Side> {
    const person = mustBePerson(actor).personId as PersonId
    const { blocked } = wishes
    const done = await inTransaction({ actor }, async (stores) => {
      const both = await stores.sides.of(id)
      const peer = both.find((side) => side.person === person)?.peer
      if (peer === undefined) throw errors.CONVERSATION_NOT_FOUND({ conversationId: id })
      const elsewhere =
        blocked !== undefined &&
        (await blockBetween(stores, { person, peer, blocked, also: id })).changed > 0
      const { side, moved } = await changeSide(stores, person, id, (before) => ({
        ...before,
        ...wishes,
      }))
      return { side, peer, hasMoved: elsewhere || moved.length > 0 }
    })
    if (done.hasMoved) changed([person, done.peer])
    if (blocked !== undefined) await block(actor, done.peer, blocked)
    return done.side
  }
}
