// What anyone may know about the people behind ads: name, city, member since, and that the number
// is verified.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { personId, type PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/person.ts'

export type GetPeopleDeps = {
  inTransaction: InTransaction<{ people: { byIds(ids: readonly PersonId[]): Promise<Person[]> } }>
}

/** Unknown ids are left out; order is not promised. @throws TOO_MANY_IDS, ID_INVALID (invalid) */
export function getPeople(deps: GetPeopleDeps) {
  return async function getPeople(ids: readonly string[]): Promise<Person[]> {
    mustBeBatch(ids)
    const wanted = [...new Set(ids)].map((id) => personId(id, 'ids'))
    return wanted.length === 0
      ? []
      : deps.inTransaction({ system: 'public-people' }, ({ people }) => people.byIds(wanted))
  }
}
