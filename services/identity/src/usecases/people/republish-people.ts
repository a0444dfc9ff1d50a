// Republishes what is public about people.
import type { Clock } from '@pk-auto/kernel/clock'
import { type CurrentRows, republisher } from '@pk-auto/postgres/republish'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Person, PersonChanged } from '../../domain/person.ts'

export type RepublishPeopleDeps = {
  clock: Clock
  inTransaction: InTransaction<{
    current: CurrentRows<Person>
    announce: (...changes: PersonChanged[]) => Promise<void>
  }>
}

/** @throws TOO_MANY_IDS, ID_INVALID (invalid) */
export const republishPeople = ({ clock, inTransaction }: RepublishPeopleDeps) =>
  republisher({
    service: 'identity',
    inTransaction,
    rows: ({ current }) => current,
    append({ announce }, people: readonly Person[]) {
      const at = clock.now()
      return announce(...people.map((person) => ({ change: 'republished', person, at }) as const))
    },
  })
