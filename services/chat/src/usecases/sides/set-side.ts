// What a person wants of a conversation: muted, archived, blocked.
import type { Actor } from '@pk-auto/kernel/actor'
import type { Side } from '../../domain/conversation.ts'
import type { ConversationId } from '../../domain/ids.ts'
import { changingSide, type SideChangeDeps } from './side-change.ts'

/** Idempotent: what is already so changes nothing. */
export function setSide(deps: SideChangeDeps) {
  const change = changingSide(deps)
  return async function setSide(
    actor: Actor,
    id: ConversationId,
    wishes: Partial<Pick<Side, 'muted' | 'archived' | 'blocked'>>,
  ): Promise<Side> {
    return change(actor, id, (side) => ({ ...side, ...wishes }))
  }
}
