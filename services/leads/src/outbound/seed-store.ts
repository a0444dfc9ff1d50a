// Whole batches of leads at once, for seeds.
import type { Tx } from '@pk-auto/postgres/transaction'
import type { Contact, Lead } from '../domain/lead.ts'
import { contactRow, leadRow } from './lead-store.ts'
import type { DB } from './schema.gen.ts'

export const seedStore = (tx: Tx<DB>) => ({
  async insert(leads: readonly { lead: Lead; contact: Contact }[]): Promise<Lead[]> {
    if (leads.length === 0) return []
    const rows = await tx
      .insertInto('lead')
      .values(leads.map(({ lead }) => leadRow(lead)))
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute()
    const fresh = new Set<string>(rows.map(({ id }) => id))
    const made = leads.filter(({ lead }) => fresh.has(lead.id))
    if (made.length > 0)
      await tx
        .insertInto('lead_contact')
        .values(made.map(({ lead, contact }) => contactRow(lead.id, contact)))
        .execute()
    return made.map(({ lead }) => lead)
  },
})
