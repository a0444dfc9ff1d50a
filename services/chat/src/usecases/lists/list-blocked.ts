// Whom a person has blocked, each once: with the conversation of the two that changed last.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { Listed, Lists } from '../stores.ts'

export type ListBlockedDeps = { inTransaction: InTransaction<{ lists: Lists }> }

const MOST = 100

/** The most recently changed first. */
export function listBlocked({ inTransaction }: ListBlockedDeps) {
  return async function listBlocked(actor: Actor): Promise<Listed[]> {
    const person = mustBePerson(actor).personId as PersonId
    return inTransaction({ actor }, ({ lists }) => lists.blocked(person, MOST))
  }
}
