// A change of a person as its event: the whole public state, no name and no number.
import { PersonChange, type PersonEvent } from '@pk-auto/proto/pkauto/identity/v1/events'
import type { PersonChanged } from '../domain/person.ts'

const CHANGE = {
  joined: PersonChange.PERSON_CHANGE_JOINED,
  edited: PersonChange.PERSON_CHANGE_EDITED,
  'terms-accepted': PersonChange.PERSON_CHANGE_TERMS_ACCEPTED,
  republished: PersonChange.PERSON_CHANGE_REPUBLISHED,
} as const satisfies Record<PersonChanged['change'], number>

export const personEvent = ({ change, person }: PersonChanged): PersonEvent => ({
  change: CHANGE[change],
  personId: person.id,
  version: person.version,
  city: person.city,
  lang: person.lang,
  termsVersion: person.termsVersion ?? '',
  joinedAt: person.createdAt,
})
