// The life of a listing: its states, and the change that leads to each. Pure.
import { errors } from './errors.ts'
import { compareMoney, type Money } from '@pk-auto/kernel/money'
import { mustBeFinalPrice, type SaleBounds } from './sale/final-price.ts'
import type { ListingId, PersonId, VehicleId } from './ids.ts'
import type { ListingFacts } from './listing-facts.ts'
import { droppedFrom } from './price-history.ts'
import { mustNotBeFinal } from './sale/undo.ts'
import { mustBeSameCar } from './vehicle/same-car.ts'

type Base = {
  id: ListingId
  seller: PersonId
  /** Grows by one with every change; the only order there is. */
  version: number
  market: string
  sellerType: 'individual' | 'dealer'
  facts: ListingFacts
  vehicleId?: VehicleId
  /** When the present price was set. */
  priceSince: Date
  /** The higher price before the last drop, if it stood long enough to count. */
  droppedFrom?: Money
  /**
   * Versions in which it last became live, came back and was lifted: they identify a repeated
   * request.
   */
  reached: {
    readonly published?: number
    readonly reactivated?: number
    readonly refreshed?: number
  }
  createdAt: Date
  updatedAt: Date
}

/** Every change postpones its end. */
export type Draft = Base & { state: 'draft'; expiresAt: Date }
/**
 * `publishedAt` is its place among the newest: publication, the last refresh, or a reactivation
 * when a refresh was due.
 */
export type Live = Base & { state: 'live'; publishedAt: Date; expiresAt: Date }
export type Sold = Base & { state: 'sold'; publishedAt: Date; endedAt: Date; soldFor?: Money }
export type Closed = Base & {
  state: 'closed'
  publishedAt: Date
  endedAt: Date
  reason: CloseReason
}
export type Expired = Base & { state: 'expired'; publishedAt: Date; endedAt: Date }
export type Listing = Draft | Live | Sold | Closed | Expired

export type CloseReason = 'not-selling' | 'other'
export type Change =
  | 'published'
  | 'edited'
  | 'price-changed'
  | 'sold'
  | 'closed'
  | 'expired'
  | 'reactivated'
  | 'refreshed'

/** A new state and what is published of it; of a draft only its photos are. */
export type ListingChanged = { change: Change; listing: Listing }

/** From config/catalogue.yaml, milliseconds. */
export type ListingTimes = {
  lifetimeMs: number
  draftLifetimeMs: number
  refreshEveryMs: number
  dropMinAgeMs: number
  /** For so long a sale can be taken back. */
  saleUndoMs: number
}

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms)

export function draft(
  id: ListingId,
  seller: PersonId,
  market: string,
  facts: ListingFacts,
  now: Date,
  times: Pick<ListingTimes, 'draftLifetimeMs'>,
): Draft {
  const made = {
    id,
    seller,
    version: 1,
    market,
    sellerType: 'individual',
    facts,
    priceSince: now,
    reached: {},
    createdAt: now,
    updatedAt: now,
  } as const
  return { state: 'draft', ...made, expiresAt: after(now, times.draftLifetimeMs) }
}

type WrongState = 'DRAFT' | 'LIVE' | 'EDITABLE' | 'DUE' | 'REACTIVATABLE'

const wrongState = ({ id: listingId, state }: Listing, wanted: WrongState) =>
  errors[`LISTING_NOT_${wanted}`]({ listingId, state })

function next<T extends Listing>(listing: T, now: Date): T {
  return { ...listing, version: listing.version + 1, updatedAt: now }
}

/** The fields that every state has. */
function base(
  {
    id,
    seller,
    version,
    market,
    sellerType,
    facts,
    vehicleId,
    priceSince,
    droppedFrom,
    reached,
    createdAt,
  }: Listing,
  now: Date,
): Base {
  const unchanged = {
    ...(vehicleId !== undefined && { vehicleId }),
    ...(droppedFrom !== undefined && { droppedFrom }),
  }
  return {
    id,
    seller,
    version: version + 1,
    market,
    sellerType,
    facts,
    priceSince,
    reached,
    createdAt,
    updatedAt: now,
    ...unchanged,
  }
}

/** Records that this version came from that change. */
const reaching = (change: keyof Base['reached'], live: Live): Live => ({
  ...live,
  reached: { ...live.reached, [change]: live.version },
})

/** Makes a draft live. @throws LISTING_NOT_DRAFT (conflict) */
export function publish(listing: Listing, now: Date, times: ListingTimes): ListingChanged {
  if (listing.state !== 'draft') throw wrongState(listing, 'DRAFT')
  // The price history begins when buyers first see the price.
  const since = { priceSince: now, publishedAt: now, expiresAt: after(now, times.lifetimeMs) }
  return {
    change: 'published',
    listing: reaching('published', { ...base(listing, now), state: 'live', ...since }),
  }
}

/**
 * A draft or a live ad, and a live one stays of the same car. @throws LISTING_NOT_EDITABLE
 * (conflict) · LISTING_CAR_FIXED (invalid)
 */
export function mustBeEditable(listing: Listing, facts: ListingFacts): void {
  if (listing.state !== 'draft' && listing.state !== 'live') throw wrongState(listing, 'EDITABLE')
  if (listing.state === 'live') mustBeSameCar(listing.facts, facts)
}

/**
 * Takes new facts, which must be possible. @throws LISTING_NOT_EDITABLE (conflict) ·
 * LISTING_CAR_FIXED (invalid)
 */
export function edit(
  listing: Listing,
  facts: ListingFacts,
  now: Date,
  times: ListingTimes,
): ListingChanged {
  mustBeEditable(listing, facts)
  const edited = {
    ...next(listing, now),
    facts,
    ...(listing.state === 'draft' && { expiresAt: after(now, times.draftLifetimeMs) }),
  }
  if (compareMoney(facts.price, listing.facts.price) === 0)
    return { change: 'edited', listing: edited }
  const { droppedFrom: _before, ...rest } = edited
  const dropped =
    listing.state === 'live' ? droppedFrom(listing, facts.price, now, times) : undefined
  return {
    change: 'price-changed',
    listing: { ...rest, priceSince: now, ...(dropped && { droppedFrom: dropped }) },
  }
}

/**
 * Ends a live listing because the car is sold. The final price is optional: most sellers do not
 * give it.
 * @throws LISTING_NOT_LIVE (conflict) · INVALID_LISTING for a final price that cannot be
 */
export function sell(
  listing: Listing,
  now: Date,
  bounds: SaleBounds,
  soldFor?: Money,
): ListingChanged {
  if (listing.state !== 'live') throw wrongState(listing, 'LIVE')
  if (soldFor) mustBeFinalPrice(soldFor, listing.facts.price, bounds)
  return {
    change: 'sold',
    listing: {
      ...base(listing, now),
      state: 'sold',
      publishedAt: listing.publishedAt,
      endedAt: now,
      ...(soldFor && { soldFor }),
    },
  }
}

/** Takes a live listing off the market. @throws LISTING_NOT_LIVE (conflict) */
export function close(listing: Listing, now: Date, reason: CloseReason): ListingChanged {
  if (listing.state !== 'live') throw wrongState(listing, 'LIVE')
  return {
    change: 'closed',
    listing: {
      ...base(listing, now),
      state: 'closed',
      publishedAt: listing.publishedAt,
      endedAt: now,
      reason,
    },
  }
}

/** Ends a live listing whose time is over. @throws LISTING_NOT_LIVE · LISTING_NOT_DUE (conflict) */
export function expire(listing: Listing, now: Date): ListingChanged {
  if (listing.state !== 'live') throw wrongState(listing, 'LIVE')
  if (listing.expiresAt > now) throw wrongState(listing, 'DUE')
  return {
    change: 'expired',
    listing: {
      ...base(listing, now),
      state: 'expired',
      publishedAt: listing.publishedAt,
      endedAt: now,
    },
  }
}

/**
 * Brings a closed or expired listing back, and a sold one while its sale can be taken back: what it
 * was sold for is forgotten then. A closed or expired one is among the newest again only if it
 * could have been lifted: closing gets round no limit.
 * @throws LISTING_NOT_REACTIVATABLE · SALE_FINAL (conflict)
 */
export function reactivate(listing: Listing, now: Date, times: ListingTimes): ListingChanged {
  if (listing.state === 'draft' || listing.state === 'live')
    throw wrongState(listing, 'REACTIVATABLE')
  mustNotBeFinal(listing, now, times)
  const lifts = listing.state !== 'sold' && untilLift(listing, now, times) <= 0
  const publishedAt = lifts ? now : listing.publishedAt
  const live: Live = {
    ...base(listing, now),
    state: 'live',
    publishedAt,
    expiresAt: after(now, times.lifetimeMs),
  }
  return { change: 'reactivated', listing: reaching('reactivated', live) }
}

/** Milliseconds until a listing may be lifted to the newest again; none left when 0 or less. */
const untilLift = (listing: { publishedAt: Date }, now: Date, times: ListingTimes): number =>
  listing.publishedAt.getTime() + times.refreshEveryMs - now.getTime()

/**
 * Renews a live listing's time and its place among the newest. @throws LISTING_NOT_LIVE (conflict)
 * · LISTING_REFRESHED_LATELY (too_many)
 */
export function refresh(listing: Listing, now: Date, times: ListingTimes): ListingChanged {
  if (listing.state !== 'live') throw wrongState(listing, 'LIVE')
  const wait = untilLift(listing, now, times)
  if (wait > 0)
    throw errors.LISTING_REFRESHED_LATELY({ listingId: listing.id }, { retryAfterMs: wait })
  return {
    change: 'refreshed',
    listing: reaching('refreshed', {
      ...next(listing, now),
      publishedAt: now,
      expiresAt: after(now, times.lifetimeMs),
    }),
  }
}
