// Shapes offers, always with what they are not.
import type { Lang } from '@pk-auto/http/language'
import { type Offer, OfferState, Side } from '@pk-auto/proto/pkauto/leads/v1/leads'
import type { OfferOut } from '../schemas/offer.ts'
import { presentMoney, presentTime } from './listing.ts'

const STATES = new Map<number, OfferOut['state']>([
  [OfferState.OFFER_STATE_OPEN, 'open'],
  [OfferState.OFFER_STATE_COUNTERED, 'countered'],
  [OfferState.OFFER_STATE_ACCEPTED, 'accepted'],
  [OfferState.OFFER_STATE_DECLINED, 'declined'],
  [OfferState.OFFER_STATE_WITHDRAWN, 'withdrawn'],
])

const NOTICE = {
  en: 'An offer is not a sale: nothing is bought before you have seen the car and its papers.',
  ur: 'پیشکش سودا نہیں: گاڑی اور کاغذات دیکھے بغیر کچھ طے نہیں ہوتا۔',
} as const

export const presentOffer = (offer: Offer, lang: Lang): OfferOut => ({
  offerId: offer.id,
  version: offer.version,
  state: STATES.get(offer.state) ?? 'expired',
  price: presentMoney(offer.price),
  by: offer.by === Side.SIDE_SELLER ? 'seller' : 'buyer',
  expiresAt: presentTime(offer.expiresAt),
  notice: NOTICE[lang],
})
