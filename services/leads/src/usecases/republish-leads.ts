// Republishes the current state of leads and of their offers: for a consumer that must start over.
import type { Clock } from '@pk-auto/kernel/clock'
import { type CurrentRows, republisher, type RepublishRequest } from '@pk-auto/postgres/republish'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { LeadId } from '../domain/ids.ts'
import type { Lead } from '../domain/lead.ts'
import type { Offer } from '../domain/offer.ts'
import type { OfferOutbox } from './offers/stores.ts'
import type { LeadOutbox } from './stores.ts'

export type RepublishLeadsDeps = {
  clock: Clock
  inTransaction: InTransaction<{
    current: CurrentRows<Lead>
    outbox: LeadOutbox
    offersOf: { ofLeads(ids: readonly LeadId[]): Promise<Offer[]> }
    offerOutbox: OfferOutbox
  }>
}

/** @throws TOO_MANY_IDS, ID_INVALID (invalid) */
export function republishLeads({ clock, inTransaction }: RepublishLeadsDeps) {
  const republish = republisher({
    service: 'leads',
    inTransaction,
    rows: ({ current }) => current,
    async append({ outbox, offersOf, offerOutbox }, leads) {
      const byId = new Map(leads.map((lead) => [lead.id, lead]))
      const offers = await offersOf.ofLeads([...byId.keys()])
      const each = offers.flatMap((offer) => {
        const lead = byId.get(offer.lead)
        return lead ? [{ offer, lead }] : []
      })
      const now = clock.now()
      await outbox.append('republished', now, ...leads)
      await offerOutbox.append(now, ...each)
    },
  })
  return async function republishLeads(request: RepublishRequest) {
    return republish(request)
  }
}
