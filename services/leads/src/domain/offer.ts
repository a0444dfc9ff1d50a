// An offer: a price that one of the two has named and the other answers. It is not a sale: nobody
// owes anything by it. Pure.
import type { Money } from '@pk-auto/kernel/money'
import { errors } from './errors.ts'
import type { LeadId, OfferId, PersonId } from './ids.ts'
import type { Lead } from './lead.ts'

export type Party = 'buyer' | 'seller'

export type Offer = {
  readonly id: OfferId
  /** Grows by one with every step. */
  readonly version: number
  readonly lead: LeadId
  readonly state: 'open' | 'countered' | 'accepted' | 'declined' | 'withdrawn' | 'expired'
  readonly price: Money
  /** Who named that price. */
  readonly by: Party
  readonly createdAt: Date
  /** When it expires if nobody has answered. */
  readonly expiresAt: Date
}

export type ErasedOffer = { readonly id: OfferId; readonly version: number }

export type Answer =
  | { readonly kind: 'counter'; readonly price: Money }
  | { readonly kind: 'accept' | 'decline' | 'withdraw' }

export type OfferLimits = {
  readonly minPrice: Money
  readonly maxPrice: Money
  readonly openMs: number
}

const STATE_OF = {
  counter: 'countered',
  accept: 'accepted',
  decline: 'declined',
  withdraw: 'withdrawn',
} as const satisfies Record<Answer['kind'], Offer['state']>

/** 1 rupee in minor units: nobody offers paisa for a car. */
const WHOLE = 100n

export const partyOf = ({ buyer }: Pick<Lead, 'buyer'>, person: PersonId): Party =>
  person === buyer ? 'buyer' : 'seller'

export const isOpen = ({ state }: Pick<Offer, 'state'>): boolean =>
  state === 'open' || state === 'countered'

/** The buyer's first price. @throws OFFER_BY_BUYER (conflict) · INVALID_OFFER (invalid) */
export function offer(
  { id, lead, by, price }: { id: OfferId; lead: LeadId; by: Party; price: Money },
  now: Date,
  limits: OfferLimits,
): Offer {
  if (by !== 'buyer') throw errors.OFFER_BY_BUYER()
  mustBePrice(price, limits)
  return {
    ...{ id, version: 1, lead, state: 'open', price, by, createdAt: now },
    expiresAt: later(now, limits),
  }
}

/**
 * Whoever did not name the price accepts, declines or counters it; whoever did may withdraw it.
 * @throws OFFER_NOT_OPEN (precondition) · INVALID_OFFER (invalid)
 */
export function answer(
  before: Offer,
  by: Party,
  given: Answer,
  { now, limits }: { now: Date; limits: OfferLimits },
): Offer {
  const turn = given.kind === 'withdraw' ? before.by === by : before.by !== by
  // The sweep may not have met it yet.
  if (!isOpen(before) || !turn || before.expiresAt <= now)
    throw errors.OFFER_NOT_OPEN({ offerId: before.id, state: before.state })
  const after = { ...before, version: before.version + 1, state: STATE_OF[given.kind] }
  if (given.kind !== 'counter') return after
  mustBePrice(given.price, limits)
  return { ...after, price: given.price, by, expiresAt: later(now, limits) }
}

/** Whether the offer is already what this answer to that version made of it. */
export const isAnswered = (
  after: Offer,
  by: Party,
  given: Answer,
  expectedVersion: number,
): boolean =>
  after.version === expectedVersion + 1 &&
  after.state === STATE_OF[given.kind] &&
  (given.kind === 'counter'
    ? after.by === by && after.price.minor === given.price.minor
    : (after.by === by) === (given.kind === 'withdraw'))

/** Undefined for one that is over, or whose time is not. */
export const expire = (before: Offer, now: Date): Offer | undefined =>
  isOpen(before) && before.expiresAt <= now
    ? { ...before, version: before.version + 1, state: 'expired' }
    : undefined

export const eraseOffer = ({ id, version }: Offer): ErasedOffer => ({ id, version: version + 1 })

const later = (now: Date, { openMs }: OfferLimits): Date => new Date(now.getTime() + openMs)

function mustBePrice({ minor, currency }: Money, { minPrice, maxPrice }: OfferLimits): void {
  const fits =
    currency === minPrice.currency &&
    minor % WHOLE === 0n &&
    minor >= minPrice.minor &&
    minor <= maxPrice.minor
  if (fits) return
  const message = 'a price in whole rupees that somebody would pay for a car'
  throw errors.INVALID_OFFER({}, { fields: [{ path: 'price', code: 'OFFER_PRICE', message }] })
}
