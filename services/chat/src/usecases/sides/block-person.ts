// A person blocks somebody they have talked with, wherever they talk, or lets them in again.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { errors } from '../../domain/errors.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { Changed } from '../stores.ts'
import { blockBetween, type BlockStores } from './block-between.ts'

export type BlockPersonDeps = { changed: Changed; inTransaction: InTransaction<BlockStores> }

/**
 * In one commit. Beyond a hundred conversations in several: a repeat completes what was cut off.
 * Idempotent. @throws CONVERSATION_NOT_FOUND, the same for people who have not met and for nobody
 */
export function blockPerson({ inTransaction, changed }: BlockPersonDeps) {
  return async function blockPerson(actor: Actor, peer: PersonId, blocked: boolean): Promise<void> {
    const person = mustBePerson(actor).personId as PersonId
    for (;;) {
      const done = await inTransaction({ actor }, (stores) =>
        blockBetween(stores, { person, peer, blocked }),
      )
      if (done.known === 0) throw errors.CONVERSATION_NOT_FOUND()
      if (done.changed === 0) return
      changed([person, peer])
    }
  }
}
