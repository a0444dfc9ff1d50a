// What is new behind the bells of many people.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import type { Unread, UnreadOfPeople } from './stores.ts'

export type ReadUnreadOfDeps = { inTransaction: InTransaction<{ unread: UnreadOfPeople }> }

const MOST_PEOPLE = 500
const NEWEST = 5

/**
 * In the name of the persons named: a gateway has proved them. @throws TOO_MANY_IDS (invalid) above
 * 500
 */
export function readUnreadOf({ inTransaction }: ReadUnreadOfDeps) {
  return async function readUnreadOf(people: readonly PersonId[]): Promise<Unread[]> {
    mustBeBatch(people, MOST_PEOPLE)
    const system = 'notify.read-unread-of'
    return inTransaction({ system }, ({ unread }) => unread.of(people, NEWEST))
  }
}
