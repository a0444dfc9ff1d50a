// A person orders a lead: the seller by status, both by notes of their own.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import { mustBeExpected } from '@pk-auto/kernel/version'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { LeadId, PersonId } from '../domain/ids.ts'
import { edited, readable, type Status } from '../domain/lead.ts'
import type { OwnLead } from './list-leads.ts'
import type { LeadOutbox, Leads, Notes, WaitingChanged } from './stores.ts'

export type UpdateLeadDeps = {
  waitingChanged: WaitingChanged
  clock: Clock
  maxText: number
  inTransaction: InTransaction<{ leads: Leads; notes: Notes; outbox: LeadOutbox }>
}

export type UpdateLead = {
  readonly id: LeadId
  readonly expectedVersion: number
  readonly status?: Status
  /** Empty removes it. */
  readonly note?: string
}

/**
 * What is already so changes nothing. @throws LEAD_NOT_FOUND, the same for absent and foreign ·
 * VERSION_MISMATCH · INVALID_LEAD (invalid)
 */
export function updateLead({ clock, maxText, waitingChanged, inTransaction }: UpdateLeadDeps) {
  return async function updateLead(
    actor: Actor,
    { id, expectedVersion, ...wish }: UpdateLead,
  ): Promise<OwnLead> {
    const person = mustBePerson(actor).personId as PersonId
    const own = await inTransaction({ actor }, async ({ leads, notes, outbox }) => {
      const before = await leads.forUpdate(id)
      mustBeExpected(before.version, expectedVersion)
      const had = (await notes.of(person, [id])).get(id) ?? ''
      const note = wish.note === undefined ? had : readable(wish.note, 'note', maxText)
      const lead = edited(before, person, wish.status)
      if (lead.status === before.status && note === had) return { lead: before, note }
      if (note !== had) await notes.save(person, id, note)
      await leads.save(lead)
      await outbox.append('edited', clock.now(), lead)
      return { lead, note }
    })
    waitingChanged([own.lead.seller])
    return own
  }
}
