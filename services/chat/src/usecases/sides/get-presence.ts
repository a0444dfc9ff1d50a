// Whether a person lets others see that they are there.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { PresenceChoices } from './set-presence.ts'

export type GetPresenceDeps = {
  inTransaction: InTransaction<{ presence: Pick<PresenceChoices, 'isHidden'> }>
}

export function getPresence({ inTransaction }: GetPresenceDeps) {
  return async function getPresence(actor: Actor): Promise<boolean> {
    const person = mustBePerson(actor).personId as PersonId
    return !(await inTransaction({ actor }, ({ presence }) => presence.isHidden(person)))
  }
}
