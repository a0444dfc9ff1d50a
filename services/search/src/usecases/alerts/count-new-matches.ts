// How many ads have matched a person's searches since they last looked.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { OwnMatches } from './stores.ts'

export type CountNewMatchesDeps = { inTransaction: InTransaction<{ matches: OwnMatches }> }

/** Absolute, over all of the person's searches. */
export function countNewMatches({ inTransaction }: CountNewMatchesDeps) {
  return async function countNewMatches(actor: Actor): Promise<number> {
    mustBePerson(actor)
    return inTransaction({ actor }, ({ matches }) => matches.unseen())
  }
}
