// Everything the verbs of leads may use inside one transaction.
import { type KeyedCall, madeBefore, once } from '@pk-auto/postgres/once'
import type { Tx } from '@pk-auto/postgres/transaction'
import type { LeadId, OfferId } from '../domain/ids.ts'
import type { Lead } from '../domain/lead.ts'
import type { Offer } from '../domain/offer.ts'
import { dueOfferStore, offerStore, waitingStepStore } from './offer-store.ts'
import { offerOutbox } from './offer-outbox.ts'
import { leadOutbox } from './lead-outbox.ts'
import {
  currentLeadStore,
  leadPages,
  leadsOfPeopleStore,
  leadStore,
  unansweredStore,
} from './lead-store.ts'
import { noteStore } from './note-store.ts'
import { oldRevealStore, personLock, revealStore } from './reveal-store.ts'
import type { DB } from './schema.gen.ts'
import { seedStore } from './seed-store.ts'
import { waitingLeadStore } from './waiting-store.ts'

export const stores = (tx: Tx<DB>) => ({
  leads: leadStore(tx),
  pages: leadPages(tx),
  waitingLeads: waitingLeadStore(tx),
  notes: noteStore(tx),
  reveals: revealStore(tx),
  lockPerson: personLock(tx),
  unanswered: unansweredStore(tx),
  ofPeople: leadsOfPeopleStore(tx),
  current: currentLeadStore(tx),
  seeds: seedStore(tx),
  outbox: leadOutbox(tx),
  oldReveals: oldRevealStore(tx),
  offers: offerStore(tx),
  dueOffers: dueOfferStore(tx),
  offersOf: dueOfferStore(tx),
  waiting: waitingStepStore(tx),
  offerOutbox: offerOutbox(tx),
  offerBefore: async (call: KeyedCall): Promise<Offer | undefined> => {
    const id = await madeBefore(tx, call)
    return id === undefined ? undefined : offerStore(tx).get(id as OfferId)
  },
  onceOffer: (call: KeyedCall, work: () => Promise<Offer>) =>
    once(tx, call, work, (id) => offerStore(tx).get(id as OfferId)),
  madeBefore: async (call: KeyedCall): Promise<Lead | undefined> => {
    const id = await madeBefore(tx, call)
    return id === undefined ? undefined : leadStore(tx).get(id as LeadId)
  },
  once: (call: KeyedCall, work: () => Promise<Lead>) =>
    once(tx, call, work, (id) => leadStore(tx).get(id)),
})
