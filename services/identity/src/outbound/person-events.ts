// Changes of people as events on identity.person.v1: the whole public state, no name and no number.
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { PersonChange, PersonEvent } from '@pk-auto/proto/pkauto/identity/v1/events'
import type { PersonChanged } from '../domain/person.ts'
import type { DB } from './schema.gen.ts'

export const PERSON_TOPIC = 'identity.person.v1'
const TYPE = 'pkauto.identity.v1.PersonEvent'

const CHANGE = {
  joined: PersonChange.PERSON_CHANGE_JOINED,
  edited: PersonChange.PERSON_CHANGE_EDITED,
  'terms-accepted': PersonChange.PERSON_CHANGE_TERMS_ACCEPTED,
  republished: PersonChange.PERSON_CHANGE_REPUBLISHED,
} as const satisfies Record<PersonChanged['change'], number>

const encode = ({ change, person }: PersonChanged): Uint8Array =>
  PersonEvent.encode({
    change: CHANGE[change],
    personId: person.id,
    version: person.version,
    city: person.city,
    lang: person.lang,
    termsVersion: person.termsVersion ?? '',
    joinedAt: person.createdAt,
  }).finish()

/** Appends to the outbox of the transaction, so that event and state commit together. */
export const announcing =
  (tx: Tx<DB>) =>
  (...changes: PersonChanged[]): Promise<void> =>
    outboxOf(tx).append(
      ...changes.map((changed) => ({
        topic: PERSON_TOPIC,
        key: changed.person.id,
        type: TYPE,
        value: encode(changed),
        at: changed.at,
      })),
    )
