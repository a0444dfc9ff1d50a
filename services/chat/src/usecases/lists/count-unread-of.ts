// How many messages each of many people has not read.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { PersonId } from '../../domain/ids.ts'
import type { CountUnreadDeps } from './count-unread.ts'

const MOST_PEOPLE = 500

/**
 * In the name of the persons named: a gateway has proved them. Whoever has read everything is left
 * out. @throws TOO_MANY_IDS (invalid) above 500
 */
export function countUnreadOf({ inTransaction }: CountUnreadDeps) {
  return async function countUnreadOf(
    people: readonly PersonId[],
  ): Promise<ReadonlyMap<PersonId, number>> {
    mustBeBatch(people, MOST_PEOPLE)
    const system = 'chat.count-unread-of'
    return inTransaction({ system }, ({ lists }) => lists.unreadOf(people))
  }
}
