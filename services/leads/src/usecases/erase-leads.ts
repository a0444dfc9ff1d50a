// People were erased: their leads go with them on both sides, and so do the numbers they saw.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { LeadId, PersonId } from '../domain/ids.ts'
import { erase, type Lead } from '../domain/lead.ts'
import { eraseOffer, type Offer } from '../domain/offer.ts'
import type { OfferOutbox } from './offers/stores.ts'
import type { LeadOutbox, WaitingChanged } from './stores.ts'

export type EraseLeadsDeps = {
  waitingChanged: WaitingChanged
  clock: Clock
  inTransaction: InTransaction<{
    ofPeople: {
      /** Locks and returns some of those that name these people. */
      take(people: readonly PersonId[], limit: number): Promise<Lead[]>
      remove(ids: readonly LeadId[]): Promise<void>
      /** Reveals by these people and of their numbers. Returns how many are gone. */
      removeReveals(people: readonly PersonId[], limit: number): Promise<number>
    }
    offersOf: { ofLeads(ids: readonly LeadId[]): Promise<Offer[]> }
    outbox: LeadOutbox
    offerOutbox: OfferOutbox
  }>
}

const BATCH = 200

/** In batches, each in a transaction of its own. A repeat finds nothing and does nothing. */
export function eraseLeads({ clock, waitingChanged, inTransaction }: EraseLeadsDeps) {
  return async function eraseLeads(people: readonly PersonId[]): Promise<void> {
    if (people.length === 0) return
    const sellers = new Set<PersonId>()
    const batch = () =>
      inTransaction(
        { system: 'leads.erase-leads' },
        async ({ ofPeople, offersOf, outbox, offerOutbox }) => {
          const leads = await ofPeople.take(people, BATCH)
          const ids = leads.map(({ id }) => id)
          const offers = await offersOf.ofLeads(ids)
          for (const { seller } of leads) sellers.add(seller)
          await ofPeople.remove(ids)
          await outbox.appendErased(clock.now(), ...leads.map(erase))
          await offerOutbox.appendErased(clock.now(), ...offers.map(eraseOffer))
          return Math.max(leads.length, await ofPeople.removeReveals(people, BATCH))
        },
      )
    while ((await batch()) === BATCH);
    waitingChanged([...sellers])
  }
}
