// Changes of people as events on identity.person.v1.
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { PEOPLE } from '@pk-auto/proto/topics'
import type { PersonChanged } from '../domain/person.ts'
import { personEvent } from '../wire/person-event.ts'
import type { DB } from './schema.gen.ts'

/** Appends to the outbox of the transaction, so that event and state commit together. */
export const announcing =
  (tx: Tx<DB>) =>
  (...changes: PersonChanged[]): Promise<void> =>
    outboxOf(tx).append(
      PEOPLE,
      ...changes.map((changed) => ({ event: personEvent(changed), at: changed.at })),
    )
