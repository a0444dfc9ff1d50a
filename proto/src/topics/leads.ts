// The topics of leads.
import { LeadEvent, OfferEvent } from '../../gen/pkauto/leads/v1/events.ts'
import { stateTopic } from './topic.ts'

/** Each lead: who turned to whom about which listing, and how far it has come. */
export const LEADS = stateTopic('leads.lead.v1', LeadEvent, {
  dataClass: 'internal',
  key: ({ leadId }) => leadId,
  version: ({ version }) => version,
})

/** Each offer at its newest step. */
export const OFFERS = stateTopic('leads.offer.v1', OfferEvent, {
  dataClass: 'internal',
  key: ({ offerId }) => offerId,
  version: ({ version }) => version,
})
