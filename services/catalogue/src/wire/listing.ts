// A listing as its messages: what everybody may see, and what only its owner. The same form in
// answers and in events.
import type { OwnListing } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import {
  type DraftEvent,
  ListingChange,
  type ListingEvent,
} from '@pk-auto/proto/pkauto/catalogue/v1/events'
import {
  Audience,
  ListingState,
  Visibility,
  type ListingFacts as WireFacts,
  type PublicListing,
} from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { audienceOf, audienceWhileLive } from '../domain/audience.ts'
import type { DraftPhotos } from '../domain/draft.ts'
import type { Change, Listing } from '../domain/listing.ts'
import type { ListingFacts } from '../domain/listing-facts.ts'

const WIRE_STATE = {
  draft: ListingState.LISTING_STATE_DRAFT,
  live: ListingState.LISTING_STATE_LIVE,
  sold: ListingState.LISTING_STATE_SOLD,
  closed: ListingState.LISTING_STATE_CLOSED,
  expired: ListingState.LISTING_STATE_EXPIRED,
} as const

const WIRE_VISIBILITY = {
  public: Visibility.VISIBILITY_PUBLIC,
  'wholesale-public': Visibility.VISIBILITY_WHOLESALE_PUBLIC,
  wholesale: Visibility.VISIBILITY_WHOLESALE,
} as const

const WIRE_AUDIENCE = {
  everyone: Audience.AUDIENCE_EVERYONE,
  seller: Audience.AUDIENCE_SELLER,
} as const
const VISIBILITIES = Object.keys(WIRE_VISIBILITY) as ListingFacts['visibility'][]

/** Undefined for one that is not given, and for one this build does not know. */
export const visibilityFromWire = (wire: Visibility): ListingFacts['visibility'] | undefined =>
  VISIBILITIES.find((name) => WIRE_VISIBILITY[name] === wire)

const WIRE_CHANGE = {
  published: ListingChange.LISTING_CHANGE_PUBLISHED,
  edited: ListingChange.LISTING_CHANGE_EDITED,
  'price-changed': ListingChange.LISTING_CHANGE_PRICE_CHANGED,
  sold: ListingChange.LISTING_CHANGE_SOLD,
  closed: ListingChange.LISTING_CHANGE_CLOSED,
  expired: ListingChange.LISTING_CHANGE_EXPIRED,
  reactivated: ListingChange.LISTING_CHANGE_REACTIVATED,
  refreshed: ListingChange.LISTING_CHANGE_REFRESHED,
  republished: ListingChange.LISTING_CHANGE_REPUBLISHED,
} as const

function wireFacts(facts: ListingFacts): WireFacts {
  const {
    generation = '',
    variant = '',
    area = '',
    title = '',
    visibility,
    photos,
    features,
    channels,
  } = facts
  const {
    make,
    model,
    year,
    price,
    km,
    engineCc,
    fuel,
    transmission,
    assembly,
    body,
    colour,
    city,
    registrationCity,
    condition,
  } = facts
  const same = {
    make,
    model,
    year,
    price,
    km,
    engineCc,
    fuel,
    transmission,
    assembly,
    body,
    colour,
    city,
    registrationCity,
    condition,
  }
  return {
    ...same,
    generation,
    variant,
    area,
    title,
    visibility: WIRE_VISIBILITY[visibility],
    photos: [...photos],
    features: [...features],
    channels: [...channels],
  }
}

/**
 * Without description, chassis number and final price: those are read by batch call or not at all.
 */
export function publicListing(listing: Listing): PublicListing {
  return {
    id: listing.id,
    version: listing.version,
    state: WIRE_STATE[listing.state],
    sellerId: listing.seller,
    sellerType: listing.sellerType,
    market: listing.market,
    facts: wireFacts(listing.facts),
    createdAt: listing.createdAt,
    updatedAt: listing.updatedAt,
    publishedAt: listing.state === 'draft' ? undefined : listing.publishedAt,
    closedAt: 'endedAt' in listing ? listing.endedAt : undefined,
    droppedFrom: listing.droppedFrom,
    audience: WIRE_AUDIENCE[audienceOf(listing.state, listing.facts.visibility)],
    audienceWhileLive: WIRE_AUDIENCE[audienceWhileLive(listing.state, listing.facts.visibility)],
  }
}

/** `undoSaleMs`: how long its sale can still be taken back. */
export function ownListing(listing: Listing, undoSaleMs: number): OwnListing {
  const { description, vin = '', frameNumber = '' } = listing.facts
  const expiresAt = 'expiresAt' in listing ? listing.expiresAt : undefined
  return {
    listing: publicListing(listing),
    description,
    vin,
    frameNumber,
    vehicleId: listing.vehicleId ?? '',
    expiresAt,
    undoSaleMs,
  }
}

/** Whose draft it is and which photos it holds: nothing else of a draft leaves catalogue. */
export const draftEvent = ({ listingId, version, seller, photos }: DraftPhotos): DraftEvent => ({
  listingId,
  version,
  sellerId: seller,
  photos: [...photos],
})

export function listingEvent(change: Change | 'republished', listing: Listing): ListingEvent {
  return { change: WIRE_CHANGE[change], listing: publicListing(listing) }
}
