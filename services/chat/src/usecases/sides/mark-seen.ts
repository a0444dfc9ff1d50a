// How far a person has read a conversation, and how far it has reached their device.
import type { Actor } from '@pk-auto/kernel/actor'
import { merged, type Side } from '../../domain/conversation.ts'
import type { ConversationId } from '../../domain/ids.ts'
import { changingSide, type SideChangeDeps } from './side-change.ts'

/** Late and repeated marks change nothing. What is read is delivered too. */
export function markSeen(deps: SideChangeDeps) {
  const change = changingSide(deps)
  return async function markSeen(
    actor: Actor,
    id: ConversationId,
    marks: Partial<Pick<Side, 'readSeq' | 'deliveredSeq'>>,
  ): Promise<Side> {
    return change(actor, id, (side, { lastSeq }) => {
      const readSeq = merged(side.readSeq, marks.readSeq ?? 0, lastSeq)
      const deliveredSeq = merged(side.deliveredSeq, marks.deliveredSeq ?? 0, lastSeq)
      return { ...side, readSeq, deliveredSeq: Math.max(readSeq, deliveredSeq) }
    })
  }
}
