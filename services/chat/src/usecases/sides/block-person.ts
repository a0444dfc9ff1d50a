// A person blocks somebody they have talked with, wherever they talk, or lets them in again.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { errors } from '../../domain/errors.ts'
import type { ConversationId, PersonId } from '../../domain/ids.ts'
import type { Conversations } from '../stores.ts'
import { changingSide, type SideChangeDeps, type SidesOfOne } from './side-change.ts'

type Between = {
  /**
   * The person's sides of what the two talk about; at most 100, first those that are not as
   * `blocked` says.
   */
  between(
    person: PersonId,
    peer: PersonId,
    blocked: boolean,
  ): Promise<{ readonly conversation: ConversationId; readonly blocked: boolean }[]>
}

export type BlockPersonDeps = Omit<SideChangeDeps, 'inTransaction'> & {
  inTransaction: InTransaction<{ conversations: Conversations; sides: SidesOfOne & Between }>
}

/**
 * In each of their conversations, one after the other: a repeat completes what was cut off.
 * Idempotent. @throws CONVERSATION_NOT_FOUND, the same for people who have not met and for nobody
 */
export function blockPerson(deps: BlockPersonDeps) {
  const change = changingSide(deps)
  return async function blockPerson(actor: Actor, peer: PersonId, blocked: boolean): Promise<void> {
    const person = mustBePerson(actor).personId as PersonId
    for (;;) {
      const between = await deps.inTransaction({ actor }, ({ sides }) =>
        sides.between(person, peer, blocked),
      )
      if (between.length === 0) throw errors.CONVERSATION_NOT_FOUND()
      const others = between.filter((side) => side.blocked !== blocked)
      if (others.length === 0) return
      for (const { conversation } of others)
        await change(actor, conversation, (side) => ({ ...side, blocked }))
    }
  }
}
