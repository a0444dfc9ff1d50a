// The topics of fraud.
import { CaseEvent } from '../../gen/pkauto/fraud/v1/events.ts'
import { stateTopic } from './topic.ts'

/** Each case that has opened, without who reported and what they wrote. */
export const CASES = stateTopic('fraud.case.v1', CaseEvent, {
  dataClass: 'internal',
  key: ({ caseId }) => caseId,
  version: ({ version }) => version,
})
