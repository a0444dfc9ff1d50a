// A person's leads on one side, page by page.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { errors } from '../domain/errors.ts'
import type { LeadId, ListingId, PersonId } from '../domain/ids.ts'
import type { Lead } from '../domain/lead.ts'
import type { Offer } from '../domain/offer.ts'
import type { Offers } from './offers/stores.ts'
import type { Notes } from './stores.ts'

export type LeadSide = 'buyer' | 'seller'

/** Where the next page begins: the latest contact first. */
export type After = { readonly at: Date; readonly id: LeadId }

export type ListLeads = {
  readonly side: LeadSide
  readonly limit: number
  readonly listing?: ListingId
  readonly after?: After
}

export type OwnLead = { readonly lead: Lead; readonly note: string; readonly offer?: Offer }

export type ListLeadsDeps = {
  inTransaction: InTransaction<{
    pages: { of(person: PersonId, wanted: ListLeads): Promise<Lead[]> }
    notes: Pick<Notes, 'of'>
    offers: Pick<Offers, 'newest'>
  }>
}

/** @throws INVALID_SIDE (invalid) for a limit beyond 1 to 100 */
export function listLeads({ inTransaction }: ListLeadsDeps) {
  return async function listLeads(
    actor: Actor,
    wanted: ListLeads,
  ): Promise<{ items: OwnLead[]; next?: After }> {
    const person = mustBePerson(actor).personId as PersonId
    const { limit } = wanted
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw errors.INVALID_SIDE({ limit })
    return inTransaction({ actor }, async ({ pages, notes, offers }) => {
      const found = await pages.of(person, { ...wanted, limit: limit + 1 })
      const leads = found.slice(0, limit)
      const ids = leads.map(({ id }) => id)
      const [written, made] = await Promise.all([notes.of(person, ids), offers.newest(ids)])
      const last = found.length > limit ? leads.at(-1) : undefined
      return {
        items: leads.map((lead) => {
          const offer = made.get(lead.id)
          return { lead, note: written.get(lead.id) ?? '', ...(offer && { offer }) }
        }),
        ...(last && { next: { at: last.lastContactAt, id: last.id } }),
      }
    })
  }
}
