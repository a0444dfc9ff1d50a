// The topics of identity.
import { PersonEvent } from '../../gen/pkauto/identity/v1/events.ts'
import { stateTopic } from './topic.ts'

/** Each person, without name or number. */
export const PEOPLE = stateTopic('identity.person.v1', PersonEvent, {
  dataClass: 'personal',
  key: ({ personId }) => personId,
  version: ({ version }) => version,
})
