// Republishes the current state of leads: for a consumer that must start over.
import type { Clock } from '@pk-auto/kernel/clock'
import { type CurrentRows, republisher, type RepublishRequest } from '@pk-auto/postgres/republish'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Lead } from '../domain/lead.ts'
import type { LeadOutbox } from './stores.ts'

export type RepublishLeadsDeps = {
  clock: Clock
  inTransaction: InTransaction<{ current: CurrentRows<Lead>; outbox: LeadOutbox }>
}

/** @throws TOO_MANY_IDS, ID_INVALID (invalid) */
export function republishLeads({ clock, inTransaction }: RepublishLeadsDeps) {
  const republish = republisher({
    service: 'leads',
    inTransaction,
    rows: ({ current }) => current,
    append: ({ outbox }, leads) => outbox.append('republished', clock.now(), ...leads),
  })
  return async function republishLeads(request: RepublishRequest) {
    return republish(request)
  }
}
