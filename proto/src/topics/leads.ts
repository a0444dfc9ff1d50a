// The topics of leads.
import { LeadEvent } from '../../gen/pkauto/leads/v1/events.ts'
import { stateTopic } from './topic.ts'

/** Each lead: who turned to whom about which listing, and how far it has come. */
export const LEADS = stateTopic('leads.lead.v1', LeadEvent, {
  dataClass: 'internal',
  key: ({ leadId }) => leadId,
  version: ({ version }) => version,
})
