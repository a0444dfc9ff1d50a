// Whether a person and somebody else have blocked each other, wherever they talk.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { Blocks } from '../stores.ts'

export type ReadBlockDeps = { inTransaction: InTransaction<{ sides: Blocks }> }

/** Of people who have not met and of nobody neither holds. */
export function readBlock({ inTransaction }: ReadBlockDeps) {
  return async function readBlock(
    actor: Actor,
    other: PersonId,
  ): Promise<{ byActor: boolean; byOther: boolean }> {
    const person = mustBePerson(actor).personId as PersonId
    const { byPerson: byActor, byOther } = await inTransaction({ actor }, ({ sides }) =>
      sides.blockOf(person, other),
    )
    return { byActor, byOther }
  }
}
