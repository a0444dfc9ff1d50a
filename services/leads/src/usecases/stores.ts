// What the verbs of leads may use inside a transaction, and of whom else they ask; outbound/
// implements it.
import type { ConversationId, LeadId, ListingId, PersonId } from '../domain/ids.ts'
import type { Change, Contact, ErasedLead, Lead } from '../domain/lead.ts'
import type { Reveal, Ways } from '../domain/reveal.ts'

export type Leads = {
  /** The one of this person about this listing. */
  of(listing: ListingId, buyer: PersonId): Promise<Lead | undefined>
  /** Leads the person has begun since then. */
  begunSince(buyer: PersonId, since: Date): Promise<number>
  insert(lead: Lead, contact: Contact): Promise<void>
  /** Locks the row until commit. @throws LEAD_NOT_FOUND: the same for absent and foreign */
  forUpdate(id: LeadId): Promise<Lead>
  save(lead: Lead, contact?: Contact): Promise<void>
}

/** What a person has written down about leads for themselves. */
export type Notes = {
  of(person: PersonId, ids: readonly LeadId[]): Promise<ReadonlyMap<LeadId, string>>
  /** Empty removes it. */
  save(person: PersonId, id: LeadId, text: string): Promise<void>
}

/** Waits until nothing else of this person is between its count and its commit. */
export type LockPerson = (person: PersonId) => Promise<void>

export type Reveals = {
  has(person: PersonId, listing: ListingId): Promise<boolean>
  since(person: PersonId, since: Date): Promise<number>
  insert(reveal: Reveal): Promise<void>
}

/** Called after the commit: whose waiting people may have changed. May be lost. */
export type WaitingChanged = (sellers: readonly PersonId[]) => void

export type LeadOutbox = {
  append(change: Change, at: Date, ...leads: readonly Lead[]): Promise<void>
  appendErased(at: Date, ...erased: readonly ErasedLead[]): Promise<void>
}

/** The face somebody came through. */
export type Brand = { readonly market: string; readonly channels: readonly string[] }

export type Listings = {
  /**
   * Whose listing it is. @throws LISTING_NOT_FOUND for what this brand does not show ·
   * LISTING_NOT_LIVE (conflict)
   */
  sellerOf(id: ListingId, brand: Brand): Promise<PersonId>
}

export type People = {
  /** Undefined for somebody who is gone. The number is never stored or logged here. */
  numberOf(id: PersonId): Promise<(Ways & { readonly phone: string }) | undefined>
  /** How they want to be reached. Undefined for somebody who is gone. */
  waysOf(id: PersonId): Promise<Ways | undefined>
  hasProvedNumber(id: PersonId): Promise<boolean>
}

/** Chat, in the name of the person whose token is given. */
export type Conversations = {
  /**
   * False when the other has blocked the person, wherever they talk.
   * @throws CONVERSATION_BLOCKED (forbidden) when it is the person who has blocked the other
   */
  isWelcome(actorToken: string, other: PersonId): Promise<boolean>
  /** Idempotent. Undefined when either has blocked the other. */
  open(
    actorToken: string,
    about: { with: PersonId; listing: ListingId },
  ): Promise<ConversationId | undefined>
  /**
   * Whether the two of a lead may still say something in its conversation.
   * @throws CONVERSATION_BLOCKED (forbidden) when either has blocked the other
   */
  mustNotBeBlocked(lead: Pick<Lead, 'conversation' | 'buyer' | 'seller'>): Promise<void>
  /** Sends once for each `key`, however often it is called. */
  send(
    actorToken: string,
    message: { conversation: ConversationId; key: string; text: string },
  ): Promise<void>
}
