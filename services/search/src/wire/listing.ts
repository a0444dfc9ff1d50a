// A listing as catalogue's messages: read from its topic, and written into pages.
import { errors } from '../domain/errors.ts'
import { isId } from '@pk-auto/kernel/id'
import { type Money, money } from '@pk-auto/kernel/money'
import type { ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import {
  Audience as WireAudience,
  ListingState as WireState,
  type PublicListing,
  Visibility as WireVisibility,
} from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import {
  type Audience,
  type Listing,
  type ListingFact,
  type ListingState,
  type Visibility,
  whileLiveOr,
} from '../domain/listing.ts'

const STATES = [
  ['draft', WireState.LISTING_STATE_DRAFT],
  ['live', WireState.LISTING_STATE_LIVE],
  ['sold', WireState.LISTING_STATE_SOLD],
  ['closed', WireState.LISTING_STATE_CLOSED],
  ['expired', WireState.LISTING_STATE_EXPIRED],
  ['unknown', WireState.LISTING_STATE_UNSPECIFIED],
] as const satisfies readonly (readonly [ListingState, WireState])[]

const VISIBILITIES = [
  ['public', WireVisibility.VISIBILITY_PUBLIC],
  ['wholesale-public', WireVisibility.VISIBILITY_WHOLESALE_PUBLIC],
  ['wholesale', WireVisibility.VISIBILITY_WHOLESALE],
  ['unknown', WireVisibility.VISIBILITY_UNSPECIFIED],
] as const satisfies readonly (readonly [Visibility, WireVisibility])[]

const AUDIENCES = [
  ['everyone', WireAudience.AUDIENCE_EVERYONE],
  ['seller', WireAudience.AUDIENCE_SELLER],
  ['unknown', WireAudience.AUDIENCE_UNSPECIFIED],
] as const satisfies readonly (readonly [Audience, WireAudience])[]

// A value newer than this build becomes `unknown`, and an unknown listing is hidden.
const named = <Name extends string, Value>(
  pairs: readonly (readonly [Name | 'unknown', Value])[],
  wire: Value,
): Name | 'unknown' => pairs.find(([, value]) => value === wire)?.[0] ?? 'unknown'
const wired = <Name, Value>(
  pairs: readonly (readonly [Name, Value])[],
  name: Name,
  otherwise: Value,
): Value => pairs.find(([one]) => one === name)?.[1] ?? otherwise

/** @throws Error, LISTING_UNREADABLE (invalid) for an event that holds no whole listing */
export function listingFact({ listing }: ListingEvent): ListingFact {
  if (!listing) throw new Error('a listing event without a listing')
  return { id: listing.id, listing: listingFromWire(listing) }
}

/** What an erased key leaves behind; nothing for a key that is no id. */
export const erasedListing = (key: string): ListingFact[] => (isId(key) ? [{ id: key }] : [])

/** @throws LISTING_UNREADABLE (invalid) when what every listing has is missing */
export function listingFromWire(wire: PublicListing): Listing {
  const { facts, droppedFrom, publishedAt, closedAt } = wire
  const price = moneyFromWire(facts?.price)
  if (!facts || !price || !isId(wire.id) || !facts.photos.every(isId))
    throw errors.LISTING_UNREADABLE({ listingId: wire.id })
  const { visibility, price: _price, ...plain } = facts
  const dropped = moneyFromWire(droppedFrom)
  const audience = named(AUDIENCES, wire.audience)
  return {
    ...plain,
    id: wire.id,
    version: wire.version,
    state: named(STATES, wire.state),
    sellerId: wire.sellerId,
    sellerType: wire.sellerType,
    market: wire.market,
    price,
    ...(dropped && { droppedFrom: dropped }),
    visibility: named(VISIBILITIES, visibility),
    audience,
    audienceWhileLive: whileLiveOr(audience, named(AUDIENCES, wire.audienceWhileLive)),
    createdAt: wire.createdAt ?? wire.updatedAt ?? new Date(0),
    updatedAt: wire.updatedAt ?? new Date(0),
    ...(publishedAt && { publishedAt }),
    ...(closedAt && { closedAt }),
  }
}

export function listingToWire(listing: Listing): PublicListing {
  const {
    id,
    version,
    state,
    sellerId,
    sellerType,
    market,
    visibility,
    audience,
    audienceWhileLive,
    droppedFrom,
    createdAt,
    updatedAt,
    publishedAt,
    closedAt,
    ...plain
  } = listing
  const facts = {
    ...plain,
    features: [...plain.features],
    photos: [...plain.photos],
    channels: [...plain.channels],
  }
  return {
    id,
    version,
    state: wired(STATES, state, WireState.LISTING_STATE_UNSPECIFIED),
    sellerId,
    sellerType,
    market,
    facts: {
      ...facts,
      visibility: wired(VISIBILITIES, visibility, WireVisibility.VISIBILITY_UNSPECIFIED),
    },
    createdAt,
    updatedAt,
    publishedAt,
    closedAt,
    droppedFrom,
    audience: wired(AUDIENCES, audience, WireAudience.AUDIENCE_UNSPECIFIED),
    audienceWhileLive: wired(AUDIENCES, audienceWhileLive, WireAudience.AUDIENCE_UNSPECIFIED),
  }
}

const moneyFromWire = (wire: { minor: bigint; currency: string } | undefined): Money | undefined =>
  wire && money(wire.minor, wire.currency)
