// A person lets others see whether they are there, or nobody.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'

export type PresenceChoices = {
  isHidden(person: PersonId): Promise<boolean>
  setHidden(person: PersonId, hidden: boolean): Promise<void>
  /** Who of these hides it from everybody. */
  hiding(people: readonly PersonId[]): Promise<ReadonlySet<PersonId>>
  /** With whom the person talks, the latest change first. */
  peers(person: PersonId, limit: number): Promise<PersonId[]>
}

export type SetPresenceDeps = {
  lookAgain: (people: readonly PersonId[]) => void
  inTransaction: InTransaction<{ presence: PresenceChoices }>
}

/** Whose pages may show the person at this moment. */
const PEERS = 100

/** Idempotent. Pages that show the person learn of it by a hint, or within seconds. */
export function setPresence({ lookAgain, inTransaction }: SetPresenceDeps) {
  return async function setPresence(actor: Actor, shown: boolean): Promise<void> {
    const person = mustBePerson(actor).personId as PersonId
    const peers = await inTransaction({ actor }, async ({ presence }) => {
      await presence.setHidden(person, !shown)
      return presence.peers(person, PEERS)
    })
    lookAgain(peers)
  }
}
