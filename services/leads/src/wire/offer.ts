// One offer as messages: what the two get, and what the topic holds.
import type { Money } from '@pk-auto/kernel/money'
import { money } from '@pk-auto/kernel/money'
import type { Money as WireMoney } from '@pk-auto/proto/pkauto/common/v1/money'
import { OfferEvent } from '@pk-auto/proto/pkauto/leads/v1/events'
import { type Offer as Message, OfferState, Side } from '@pk-auto/proto/pkauto/leads/v1/leads'
import { errors } from '../domain/errors.ts'
import type { Lead } from '../domain/lead.ts'
import type { Answer, ErasedOffer, Offer } from '../domain/offer.ts'

const STATE = {
  open: OfferState.OFFER_STATE_OPEN,
  countered: OfferState.OFFER_STATE_COUNTERED,
  accepted: OfferState.OFFER_STATE_ACCEPTED,
  declined: OfferState.OFFER_STATE_DECLINED,
  withdrawn: OfferState.OFFER_STATE_WITHDRAWN,
  expired: OfferState.OFFER_STATE_EXPIRED,
} as const satisfies Record<Offer['state'], OfferState>

const BY = { buyer: Side.SIDE_BUYER, seller: Side.SIDE_SELLER } as const

/** @throws INVALID_OFFER (invalid) without one · CURRENCY_UNKNOWN (invalid) */
export function priceFromWire(wire: WireMoney | undefined): Money {
  if (wire) return money(wire.minor, wire.currency)
  const message = 'an offer names a price'
  throw errors.INVALID_OFFER({}, { fields: [{ path: 'price', code: 'REQUIRED', message }] })
}

/** @throws INVALID_OFFER (invalid) naming the field */
export function answerFromWire(kind: string, price: WireMoney | undefined): Answer {
  if (kind === 'counter') return { kind, price: priceFromWire(price) }
  if (kind === 'accept' || kind === 'decline' || kind === 'withdraw') return { kind }
  const message = 'counter, accept, decline or withdraw'
  throw errors.INVALID_OFFER({}, { fields: [{ path: 'answer', code: 'UNKNOWN_VALUE', message }] })
}

export const offerMessage = ({
  id,
  version,
  lead,
  state,
  price,
  by,
  expiresAt,
}: Offer): Message => ({
  ...{ id, version, leadId: lead, state: STATE[state], price, by: BY[by], expiresAt },
})

export const offerEvent = ({ offer, lead }: { offer: Offer; lead: Lead }): OfferEvent => ({
  ...{ offerId: offer.id, version: offer.version, leadId: lead.id, listingId: lead.listing },
  ...{ buyerId: lead.buyer, sellerId: lead.seller, state: STATE[offer.state] },
  ...{ price: offer.price, by: BY[offer.by], expiresAt: offer.expiresAt },
  conversationId: lead.conversation,
})

export const erasedOfferEvent = ({ id, version }: ErasedOffer): OfferEvent =>
  OfferEvent.fromPartial({ offerId: id, version })
