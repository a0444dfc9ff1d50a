// What has happened to leads, as events of topic leads.lead.v1.
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { LEADS } from '@pk-auto/proto/topics'
import type { LeadOutbox } from '../usecases/stores.ts'
import { erasedEvent, leadEvent } from '../wire/lead.ts'
import type { DB } from './schema.gen.ts'

export const leadOutbox = (tx: Tx<DB>): LeadOutbox => ({
  append: (change, at, ...leads) =>
    outboxOf(tx).append(LEADS, ...leads.map((lead) => ({ event: leadEvent(change, lead), at }))),
  appendErased: (at, ...erased) =>
    outboxOf(tx).append(LEADS, ...erased.map((lead) => ({ event: erasedEvent(lead), at }))),
})
