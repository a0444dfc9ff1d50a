// What the verbs of offers may use; outbound/ implements it.
import type { Money } from '@pk-auto/kernel/money'
import type { ConversationId, LeadId, OfferId, PersonId } from '../../domain/ids.ts'
import type { Lead } from '../../domain/lead.ts'
import type { ErasedOffer, Offer } from '../../domain/offer.ts'

export type StepName = 'made' | Exclude<Offer['state'], 'open'>

/** A step as it is sent to the conversation. */
export type Step = {
  readonly id: string
  readonly conversation: ConversationId
  readonly offer: OfferId
  readonly lead: LeadId
  /** The offer's after this step. */
  readonly version: number
  readonly step: StepName
  readonly actor: PersonId
  readonly price: Money
  /** Of the newest price: an older one is over. */
  readonly expiresAt: Date
}

export type Offers = {
  /** @throws OFFER_OPEN_ALREADY (conflict) */
  insert(offer: Offer): Promise<void>
  /** Locks the row until commit. @throws OFFER_NOT_FOUND: the same for absent and foreign */
  forUpdate(id: OfferId): Promise<Offer>
  save(offer: Offer): Promise<void>
  /** Writes down what the offer's last step was, by whom. */
  addStep(id: string, offer: Offer, actor: PersonId, at: Date): Promise<void>
  /** The newest of each lead. */
  newest(leads: readonly LeadId[]): Promise<ReadonlyMap<LeadId, Offer>>
}

export type OfferOutbox = {
  append(at: Date, ...offers: readonly { offer: Offer; lead: Lead }[]): Promise<void>
  appendErased(at: Date, ...erased: readonly ErasedOffer[]): Promise<void>
}
