// Offers and their steps in Postgres.
import type { Money } from '@pk-auto/kernel/money'
import { isDuplicate } from '@pk-auto/postgres/sql-errors'
import type { Tx } from '@pk-auto/postgres/transaction'
import { type Selectable, sql } from 'kysely'
import { errors } from '../domain/errors.ts'
import type { ConversationId, LeadId, OfferId, PersonId } from '../domain/ids.ts'
import type { Lead } from '../domain/lead.ts'
import type { Offer } from '../domain/offer.ts'
import type { Offers, Step, StepName } from '../usecases/offers/stores.ts'
import { leadStore } from './lead-store.ts'
import type { DB, Offer as Row } from './schema.gen.ts'

const COLUMNS = [
  ...(['id', 'version', 'lead_id', 'state', 'price_minor', 'currency', 'by'] as const),
  ...(['created_at', 'due_at'] as const),
] as const
const OPEN = ['open', 'countered']

const toPrice = (row: { price_minor: bigint; currency: string }): Money => ({
  ...{ minor: row.price_minor, currency: row.currency as Money['currency'] },
})

const toOffer = (row: Selectable<Row>): Offer => ({
  ...{ id: row.id as OfferId, version: row.version, lead: row.lead_id as LeadId },
  ...{ state: row.state as Offer['state'], price: toPrice(row), by: row.by as Offer['by'] },
  ...{ createdAt: row.created_at, expiresAt: row.due_at },
})

const changing = ({ version, state, price, by, expiresAt }: Offer) => ({
  ...{ version, state, by, due_at: expiresAt },
  ...{ price_minor: price.minor, currency: price.currency },
})

const rowsOf = (tx: Tx<DB>) => tx.selectFrom('offer').select(COLUMNS)
const notFound = (id: OfferId) => errors.OFFER_NOT_FOUND({ offerId: id })

export const offerStore = (tx: Tx<DB>): Offers & { get(id: OfferId): Promise<Offer> } => ({
  /** @throws OFFER_NOT_FOUND */
  async get(id) {
    const row = await rowsOf(tx).where('id', '=', id).executeTakeFirst()
    if (!row) throw notFound(id)
    return toOffer(row)
  },
  async insert(offer) {
    const { id, lead, createdAt } = offer
    const row = { ...changing(offer), id, lead_id: lead, created_at: createdAt }
    try {
      await tx.insertInto('offer').values(row).execute()
    } catch (error) {
      if (isDuplicate(error, 'offer_open')) throw errors.OFFER_OPEN_ALREADY({ leadId: lead })
      throw error
    }
  },
  async forUpdate(id) {
    const row = await rowsOf(tx).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!row) throw notFound(id)
    return toOffer(row)
  },
  async save(offer) {
    await tx.updateTable('offer').set(changing(offer)).where('id', '=', offer.id).execute()
  },
  async addStep(id, { id: offer, version, state, price }, actor, at) {
    const row = {
      ...{ id, offer_id: offer, version, step: state === 'open' ? 'made' : state },
      ...{ actor_id: actor, price_minor: price.minor, currency: price.currency, at },
    }
    await tx.insertInto('offer_step').values(row).execute()
  },
  async newest(leads) {
    if (leads.length === 0) return new Map()
    const rows = await rowsOf(tx)
      .distinctOn('lead_id')
      .where('lead_id', 'in', leads)
      .orderBy('lead_id')
      .orderBy('created_at', 'desc')
      .limit(leads.length)
      .execute()
    return new Map(rows.map((row) => [row.lead_id as LeadId, toOffer(row)]))
  },
})

export const dueOfferStore = (tx: Tx<DB>) => ({
  async take(now: Date, limit: number): Promise<{ offer: Offer; lead: Lead }[]> {
    const due = rowsOf(tx).where('state', 'in', OPEN).where('due_at', '<=', now)
    const rows = await due.orderBy('due_at').limit(limit).forUpdate().skipLocked().execute()
    const leads = leadStore(tx)
    return Promise.all(
      rows.map(async (row) => ({
        ...{ offer: toOffer(row), lead: await leads.get(row.lead_id as LeadId) },
      })),
    )
  },
  /** All of these leads, whatever their state. */
  async ofLeads(ids: readonly LeadId[]): Promise<Offer[]> {
    if (ids.length === 0) return []
    return (await rowsOf(tx).where('lead_id', 'in', ids).forUpdate().execute()).map(toOffer)
  },
})

export const waitingStepStore = (tx: Tx<DB>) => ({
  async some(limit: number): Promise<Step[]> {
    const { rows } = await sql<{
      id: string
      conversation_id: string
      offer_id: string
      lead_id: string
      version: number
      due_at: Date
      step: string
      actor_id: string
      price_minor: bigint
      currency: string
    }>`
      select s.id, l.conversation_id, s.offer_id, s.step, s.actor_id, s.price_minor, s.currency,
        o.lead_id, s.version, o.due_at
      from offer_step s
      join offer o on o.id = s.offer_id
      join lead l on l.id = o.lead_id
      where not s.in_chat
      order by s.at, s.version
      limit ${limit}`.execute(tx)
    return rows.map((row) => ({
      ...{ id: row.id, conversation: row.conversation_id as ConversationId },
      ...{ offer: row.offer_id as OfferId, lead: row.lead_id as LeadId, version: row.version },
      ...{ step: row.step as StepName, price: toPrice(row), expiresAt: row.due_at },
      actor: row.actor_id as PersonId,
    }))
  },
  async done(ids: readonly string[]): Promise<void> {
    if (ids.length > 0)
      await tx.updateTable('offer_step').set({ in_chat: true }).where('id', 'in', ids).execute()
  },
})
