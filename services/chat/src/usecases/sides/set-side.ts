// What a person wants of a conversation: muted, archived, blocked.
import type { Actor } from '@pk-auto/kernel/actor'
import type { Side } from '../../domain/conversation.ts'
import type { ConversationId, PersonId } from '../../domain/ids.ts'
import { blockPerson, type BlockPersonDeps } from './block-person.ts'
import { changingSide } from './side-change.ts'

/**
 * Idempotent: what is already so changes nothing. To block is about the person: it holds wherever
 * the two talk.
 */
export function setSide(deps: BlockPersonDeps) {
  const change = changingSide(deps)
  const block = blockPerson(deps)
  return async function setSide(
    actor: Actor,
    id: ConversationId,
    wishes: Partial<Pick<Side, 'muted' | 'archived' | 'blocked'>>,
  ): Promise<Side> {
    let peer: PersonId | undefined
    const side = await change(actor, id, (before, { people }) => {
      peer = people.find((person) => person !== before.person)
      return { ...before, ...wishes }
    })
    if (wishes.blocked !== undefined && peer) await block(actor, peer, wishes.blocked)
    return side
  }
}
