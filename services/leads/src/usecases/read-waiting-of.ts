// Who waits for the first answers of many sellers.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { PersonId } from '../domain/ids.ts'
import type { Waiting } from '../domain/lead.ts'
import type { CountWaitingDeps } from './count-waiting.ts'

const MOST_SELLERS = 500
const NEWEST = 5

/**
 * In the name of the sellers named: a gateway has proved them. @throws TOO_MANY_IDS (invalid) above
 * 500
 */
export function readWaitingOf({ inTransaction }: CountWaitingDeps) {
  return async function readWaitingOf(sellers: readonly PersonId[]): Promise<Waiting[]> {
    mustBeBatch(sellers, MOST_SELLERS)
    const system = 'leads.read-waiting-of'
    return inTransaction({ system }, ({ waitingLeads }) => waitingLeads.of(sellers, NEWEST))
  }
}
