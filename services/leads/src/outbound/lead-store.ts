// Leads and the contacts of each in Postgres.
import { newId } from '@pk-auto/kernel/id'
import type { CurrentRows } from '@pk-auto/postgres/republish'
import type { Tx } from '@pk-auto/postgres/transaction'
import { type Selectable, sql } from 'kysely'
import { errors } from '../domain/errors.ts'
import type { ConversationId, LeadId, ListingId, PersonId } from '../domain/ids.ts'
import type { Contact, Kind, Lead, Status } from '../domain/lead.ts'
import type { ListLeads } from '../usecases/list-leads.ts'
import type { Leads } from '../usecases/stores.ts'
import type { DB, Lead as Row } from './schema.gen.ts'

const COLUMNS = [
  ...(['id', 'version', 'listing_id', 'buyer_id', 'seller_id', 'conversation_id'] as const),
  ...(['status', 'last_kind', 'contacts'] as const),
  ...(['created_at', 'last_contact_at', 'first_reply_at'] as const),
] as const

export type LeadRow = Selectable<Row>

export const toLead = (row: LeadRow): Lead => ({
  ...{ id: row.id as LeadId, version: row.version },
  ...{ listing: row.listing_id as ListingId, conversation: row.conversation_id as ConversationId },
  ...{ buyer: row.buyer_id as PersonId, seller: row.seller_id as PersonId },
  ...{ status: row.status as Status, lastKind: row.last_kind as Kind, contacts: row.contacts },
  ...{ createdAt: row.created_at, lastContactAt: row.last_contact_at },
  ...(row.first_reply_at && { firstReplyAt: row.first_reply_at }),
})

const changing = (lead: Lead) => ({
  ...{ version: lead.version, status: lead.status, last_kind: lead.lastKind },
  ...{ contacts: lead.contacts, last_contact_at: lead.lastContactAt },
  first_reply_at: lead.firstReplyAt ?? null,
})

export const leadRow = (lead: Lead) => ({
  ...changing(lead),
  ...{ id: lead.id, listing_id: lead.listing, conversation_id: lead.conversation },
  ...{ buyer_id: lead.buyer, seller_id: lead.seller, created_at: lead.createdAt },
})

export const contactRow = (lead: LeadId, { kind, source, at }: Contact) => ({
  ...{ id: newId(), lead_id: lead, kind, at, gateway: source.gateway, channel: source.channel },
})

const rowsOf = (tx: Tx<DB>) => tx.selectFrom('lead').select(COLUMNS)
const notFound = (id: LeadId) => errors.LEAD_NOT_FOUND({ leadId: id })

export const leadStore = (tx: Tx<DB>): Leads & { get(id: LeadId): Promise<Lead> } => ({
  /** @throws LEAD_NOT_FOUND */
  async get(id) {
    const row = await rowsOf(tx).where('id', '=', id).executeTakeFirst()
    if (!row) throw notFound(id)
    return toLead(row)
  },
  async of(listing, buyer) {
    const named = rowsOf(tx).where('listing_id', '=', listing).where('buyer_id', '=', buyer)
    const row = await named.executeTakeFirst()
    return row && toLead(row)
  },
  async begunSince(buyer, since) {
    const { count } = await tx
      .selectFrom('lead')
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .where('buyer_id', '=', buyer)
      .where('created_at', '>=', since)
      .executeTakeFirstOrThrow()
    return Number(count)
  },
  async insert(lead, contact) {
    await tx.insertInto('lead').values(leadRow(lead)).execute()
    await tx.insertInto('lead_contact').values(contactRow(lead.id, contact)).execute()
  },
  async forUpdate(id) {
    const row = await rowsOf(tx).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!row) throw notFound(id)
    return toLead(row)
  },
  async save(lead, contact) {
    await tx.updateTable('lead').set(changing(lead)).where('id', '=', lead.id).execute()
    if (contact) await tx.insertInto('lead_contact').values(contactRow(lead.id, contact)).execute()
  },
})

export const leadPages = (tx: Tx<DB>) => ({
  async of(person: PersonId, { side, limit, listing, after }: ListLeads): Promise<Lead[]> {
    let page = rowsOf(tx)
      .where(side === 'buyer' ? 'buyer_id' : 'seller_id', '=', person)
      .orderBy('last_contact_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
    if (listing !== undefined) page = page.where('listing_id', '=', listing)
    if (after)
      page = page.where(sql<boolean>`(last_contact_at, id) < (${after.at}, ${after.id}::uuid)`)
    return (await page.execute()).map(toLead)
  },
})

export const unansweredStore = (tx: Tx<DB>) => ({
  async take(conversations: readonly ConversationId[]): Promise<Lead[]> {
    if (conversations.length === 0) return []
    const named = rowsOf(tx)
      .where('conversation_id', 'in', conversations)
      .where('first_reply_at', 'is', null)
    return (await named.orderBy('id').limit(1_000).forUpdate().execute()).map(toLead)
  },
})

export const leadsOfPeopleStore = (tx: Tx<DB>) => ({
  async take(people: readonly PersonId[], limit: number): Promise<Lead[]> {
    const theirs = rowsOf(tx).where((eb) =>
      eb.or([eb('buyer_id', 'in', people), eb('seller_id', 'in', people)]),
    )
    return (await theirs.orderBy('id').limit(limit).forUpdate().execute()).map(toLead)
  },
  async remove(ids: readonly LeadId[]): Promise<void> {
    // Contacts and notes go with them.
    if (ids.length > 0) await tx.deleteFrom('lead').where('id', 'in', ids).execute()
  },
  async removeReveals(people: readonly PersonId[], limit: number): Promise<number> {
    const { numAffectedRows } = await sql`
      delete from reveal where (person_id, listing_id) in (
        select person_id, listing_id from reveal
        where person_id = any(${people}::uuid[]) or seller_id = any(${people}::uuid[])
        limit ${limit})`.execute(tx)
    return Number(numAffectedRows ?? 0n)
  },
})

/** Every one, for republishing: locked against change until the commit. */
export const currentLeadStore = (tx: Tx<DB>): CurrentRows<Lead> => ({
  async byIds(ids) {
    const named = rowsOf(tx).where('id', 'in', ids).orderBy('id')
    return (await named.limit(ids.length).forShare().execute()).map(toLead)
  },
  async page(limit, after) {
    const all = rowsOf(tx).orderBy('id').limit(limit).forShare()
    const page = after === undefined ? all : all.where('id', '>', after)
    return (await page.execute()).map(toLead)
  },
})
