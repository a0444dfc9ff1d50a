// The buyer of a lead names a price.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { Money } from '@pk-auto/kernel/money'
import type { KeyedCall } from '@pk-auto/postgres/once'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { errors } from '../../domain/errors.ts'
import type { LeadId, OfferId, PersonId } from '../../domain/ids.ts'
import type { Lead } from '../../domain/lead.ts'
import { offer, type Offer, type OfferLimits, partyOf } from '../../domain/offer.ts'
import type { Brand, Conversations, Listings } from '../stores.ts'
import type { OfferOutbox, Offers } from './stores.ts'

export type MakeOfferDeps = {
  clock: Clock
  newId: () => string
  offers: OfferLimits
  listings: Listings
  conversations: Pick<Conversations, 'isWelcome' | 'open'>
  /** Sends steps to their conversations at once; the sweep sends what fails. */
  reportSoon: () => Promise<void>
  inTransaction: InTransaction<{
    leads: { get(id: LeadId): Promise<Lead> }
    offers: Offers
    offerOutbox: OfferOutbox
    /** @throws IDEMPOTENCY_KEY_REUSED */
    offerBefore: (call: KeyedCall) => Promise<Offer | undefined>
    onceOffer: (call: KeyedCall, work: () => Promise<Offer>) => Promise<Offer>
  }>
}

/**
 * Idempotent by key. @throws LEAD_NOT_FOUND, the same for absent, foreign and blocked ·
 * OFFER_BY_BUYER, OFFER_OPEN_ALREADY, LISTING_NOT_LIVE (conflict) · INVALID_OFFER (invalid) ·
 * CONVERSATION_BLOCKED (forbidden) for who has blocked the seller
 */
export function makeOffer(deps: MakeOfferDeps) {
  const { clock, newId, inTransaction } = deps
  return async function makeOffer(
    actor: Actor,
    call: Omit<KeyedCall, 'actor'>,
    { lead: leadId, price, brand }: { lead: LeadId; price: Money; brand: Brand },
    actorToken: string,
  ): Promise<Offer> {
    const buyer = mustBePerson(actor).personId as PersonId
    const keyed = { actor: buyer, ...call }
    const [before, lead] = await inTransaction({ actor }, ({ leads, offerBefore }) =>
      Promise.all([offerBefore(keyed), leads.get(leadId)]),
    )
    if (before) return before
    const by = partyOf(lead, buyer)
    const now = clock.now()
    const fresh = offer({ id: newId() as OfferId, lead: leadId, by, price }, now, deps.offers)
    await deps.listings.sellerOf(lead.listing, brand)
    if (!(await deps.conversations.isWelcome(actorToken, lead.seller)))
      throw errors.LEAD_NOT_FOUND({ leadId })
    const about = { with: lead.seller, listing: lead.listing }
    const conversation = await deps.conversations.open(actorToken, about)
    if (conversation === undefined) throw errors.LEAD_NOT_FOUND({ leadId })
    const made = await inTransaction({ actor }, ({ offers, offerOutbox, onceOffer }) =>
      onceOffer(keyed, async () => {
        await offers.insert(fresh)
        await offers.addStep(newId(), fresh, buyer, now)
        await offerOutbox.append(now, { offer: fresh, lead })
        return fresh
      }),
    )
    await deps.reportSoon()
    return made
  }
}
