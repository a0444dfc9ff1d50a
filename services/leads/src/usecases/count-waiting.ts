// How many people wait for a seller's first answer.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../domain/ids.ts'
import type { Waiting } from '../domain/lead.ts'

export type CountWaitingDeps = {
  inTransaction: InTransaction<{
    waitingLeads: {
      /** Leads that are neither answered nor ordered yet; sellers without one are left out. */
      of(sellers: readonly PersonId[], newest: number): Promise<Waiting[]>
    }
  }>
}

/** Absolute. */
export function countWaiting({ inTransaction }: CountWaitingDeps) {
  return async function countWaiting(actor: Actor): Promise<number> {
    const seller = mustBePerson(actor).personId as PersonId
    const [found] = await inTransaction({ actor }, ({ waitingLeads }) =>
      waitingLeads.of([seller], 1),
    )
    return found?.count ?? 0
  }
}
