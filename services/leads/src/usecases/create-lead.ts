// A person turns to the seller of an ad: the conversation is opened, the lead stored, the message
// sent.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { KeyedCall } from '@pk-auto/postgres/once'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { dayOf } from '../domain/day.ts'
import type { LeadId, ListingId, PersonId } from '../domain/ids.ts'
import {
  begin,
  type Contact,
  contacted,
  type Kind,
  type Lead,
  mustBeAnothers,
  readable,
  type Source,
} from '../domain/lead.ts'
import { mustHaveRoom, mustWelcome } from '../domain/reveal.ts'
import type {
  Brand,
  Conversations,
  LeadOutbox,
  Leads,
  Listings,
  LockPerson,
  People,
  WaitingChanged,
} from './stores.ts'

export type CreateLeadDeps = {
  waitingChanged: WaitingChanged
  clock: Clock
  newId: () => string
  maxText: number
  newADay: number
  zone: string
  listings: Listings
  people: Pick<People, 'waysOf'>
  conversations: Pick<Conversations, 'isWelcome' | 'open' | 'send'>
  /** @throws LISTING_NOT_FOUND, as for an ad that is not there */
  refuseAsAbsent: (listing: ListingId) => never
  inTransaction: InTransaction<{
    leads: Leads
    lockPerson: LockPerson
    outbox: LeadOutbox
    /** What this call made when it came before. @throws IDEMPOTENCY_KEY_REUSED */
    madeBefore: (call: KeyedCall) => Promise<Lead | undefined>
    once: (call: KeyedCall, work: () => Promise<Lead>) => Promise<Lead>
  }>
}

export type CreateLead = {
  readonly listing: ListingId
  readonly kind: Kind
  /** Empty for none. */
  readonly text: string
  readonly brand: Brand
  readonly source: Source
}

/**
 * One lead per person and listing; a further contact is appended to it. Chat is asked first, so
 * while it is away nothing is stored; the message goes last, under a key that a repeat repeats.
 * @throws OWN_LISTING, LISTING_NOT_LIVE, CONTACT_BY_MESSAGE_ONLY (conflict) · LISTING_NOT_FOUND,
 * the same for absent and for whom the seller has blocked · CONVERSATION_BLOCKED (forbidden) for
 * who has blocked the seller · LEADS_TOO_MANY (too_many) · INVALID_LEAD (invalid) ·
 * IDEMPOTENCY_KEY_REUSED · IDEMPOTENCY_IN_FLIGHT
 */
export function createLead(deps: CreateLeadDeps) {
  const { clock, listings, people, conversations, inTransaction, newADay, zone } = deps

  /** Everything that can refuse it without a trace. */
  const mayContact = async (
    actor: Actor,
    buyer: PersonId,
    { listing, kind, brand }: CreateLead,
    actorToken: string,
  ) => {
    const seller = await listings.sellerOf(listing, brand)
    mustBeAnothers({ seller }, buyer)
    if (!(await conversations.isWelcome(actorToken, seller))) deps.refuseAsAbsent(listing)
    if (kind !== 'message') {
      const ways = await people.waysOf(seller)
      mustWelcome(ways ?? deps.refuseAsAbsent(listing), kind)
    }
    await inTransaction({ actor }, async ({ leads }) => {
      if (!(await leads.of(listing, buyer))) await mustBeFew(leads, buyer)
    })
    return seller
  }
  const mustBeFew = async (leads: Leads, buyer: PersonId) => {
    const day = dayOf(clock.now(), zone)
    mustHaveRoom(await leads.begunSince(buyer, day.since), newADay, day)
  }

  return async function createLead(
    actor: Actor,
    call: Omit<KeyedCall, 'actor'>,
    command: CreateLead,
    actorToken: string,
  ): Promise<{ lead: Lead; created: boolean }> {
    const buyer = mustBePerson(actor).personId as PersonId
    const keyed = { actor: buyer, ...call }
    const text = readable(command.text, 'text', deps.maxText)
    const send = async ({ conversation }: Lead) => {
      if (text !== '')
        await conversations.send(actorToken, { conversation, key: `${buyer} ${call.key}`, text })
    }
    const before = await inTransaction({ actor }, ({ madeBefore }) => madeBefore(keyed))
    if (before) {
      await send(before)
      return { lead: before, created: false }
    }
    const { listing, kind, source } = command
    const seller = await mayContact(actor, buyer, command, actorToken)
    const conversation =
      (await conversations.open(actorToken, { with: seller, listing })) ??
      deps.refuseAsAbsent(listing)
    let created = false
    const lead = await inTransaction({ actor }, async ({ leads, lockPerson, outbox, once }) => {
      await lockPerson(buyer)
      return once(keyed, async () => {
        const contact: Contact = { kind, source, at: clock.now() }
        const known = await leads.of(listing, buyer)
        created = known === undefined
        if (!known) await mustBeFew(leads, buyer)
        const id = deps.newId() as LeadId
        const made = known
          ? contacted(await leads.forUpdate(known.id), contact)
          : begin({ id, listing, buyer, seller, conversation }, contact)
        await (known ? leads.save(made, contact) : leads.insert(made, contact))
        await outbox.append(known ? 'contacted' : 'created', contact.at, made)
        return made
      })
    })
    deps.waitingChanged([seller])
    await send(lead)
    return { lead, created }
  }
}
