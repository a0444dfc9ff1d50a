// Shapes a listing for its page, from search's public view or from the owner's own.
import type { Money } from '@pk-auto/kernel/money'
import { money } from '@pk-auto/kernel/money'
import type { ListingDetails, OwnListing } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import {
  ListingState,
  Visibility,
  type PublicListing,
} from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { Money as WireMoney } from '@pk-auto/proto/pkauto/common/v1/money'
import type { PublicPerson } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { ListingPage, Photo } from '@pk-auto/proto/pkauto/search/v1/search'
import type { ListingOut, SellerType } from '../schemas/listing.ts'
import { presentWays } from './contact-ways.ts'
import { presentPhoto } from './media-urls.ts'

const STATE = new Map<number, ListingOut['state']>([
  [ListingState.LISTING_STATE_DRAFT, 'draft'],
  [ListingState.LISTING_STATE_LIVE, 'live'],
  [ListingState.LISTING_STATE_SOLD, 'sold'],
  [ListingState.LISTING_STATE_CLOSED, 'closed'],
  [ListingState.LISTING_STATE_EXPIRED, 'expired'],
])
const VISIBILITY = new Map<number, ListingOut['visibility']>([
  [Visibility.VISIBILITY_PUBLIC, 'public'],
  [Visibility.VISIBILITY_WHOLESALE_PUBLIC, 'wholesale-public'],
])

export const presentState = (wire: ListingState): ListingOut['state'] => STATE.get(wire) ?? 'closed'
export const presentMoney = (wire: WireMoney | undefined): Money =>
  money(wire?.minor ?? 0n, wire?.currency ?? 'PKR')
/** Everybody who is no dealer sells as a person. */
export const presentSellerType = (wire: string): SellerType =>
  wire === 'dealer' ? 'dealer' : 'individual'
export const presentTime = (at: Date | undefined): string => (at ?? new Date(0)).toISOString()

/** Leaves out texts that are empty on the wire. */
const given = <Name extends string>(
  fields: Readonly<Record<Name, string>>,
): Partial<Record<Name, string>> =>
  Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== '')) as Partial<
    Record<Name, string>
  >

export type Surroundings = {
  title: { en: string; ur: string }
  photos: readonly Photo[]
  mediaBase: string
}

function presentPublic(
  listing: PublicListing,
  { title, photos, mediaBase }: Surroundings,
): ListingOut {
  const { facts } = listing
  if (!facts) throw new Error(`listing ${listing.id} came without its facts`)
  const {
    make,
    model,
    year,
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
    features,
    channels,
  } = facts
  return {
    id: listing.id,
    version: listing.version,
    state: presentState(listing.state),
    title,
    ...{
      make,
      model,
      year,
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
      features,
      channels,
    },
    ...given({
      generation: facts.generation,
      variant: facts.variant,
      area: facts.area,
      sellerTitle: facts.title,
    }),
    price: presentMoney(facts.price),
    photos: photos.map((photo) => presentPhoto(photo, mediaBase, title.en)),
    visibility: VISIBILITY.get(facts.visibility) ?? 'wholesale',
    seller: { id: listing.sellerId, type: presentSellerType(listing.sellerType) },
    ...(listing.droppedFrom && { droppedFrom: presentMoney(listing.droppedFrom) }),
    createdAt: presentTime(listing.createdAt),
    updatedAt: presentTime(listing.updatedAt),
    ...(listing.publishedAt && { publishedAt: presentTime(listing.publishedAt) }),
    ...(listing.closedAt && { closedAt: presentTime(listing.closedAt) }),
  }
}

/** The page anyone may see. */
export function presentPage(
  page: ListingPage,
  details: ListingDetails | undefined,
  person: PublicPerson | undefined,
  mediaBase: string,
): ListingOut {
  const { listing, title } = page
  if (!listing) throw new Error('a listing page came without its listing')
  const shown = presentPublic(listing, {
    title: title ?? { en: '', ur: '' },
    photos: page.photos,
    mediaBase,
  })
  const known = person && {
    ...given({ name: person.displayName, city: person.city }),
    memberSince: presentTime(person.memberSince),
    phoneVerified: person.phoneVerified,
  }
  return {
    ...shown,
    seller: { id: listing.sellerId, type: presentSellerType(listing.sellerType), ...known },
    ...(listing.state === ListingState.LISTING_STATE_LIVE && presentWays(person?.contact)),
    ...(details?.description && { description: details.description }),
    labels: page.labels,
    badges: page.badges,
  }
}

/** What its seller sees, drafts too. */
export function presentOwn(own: OwnListing, surroundings: Surroundings): ListingOut {
  if (!own.listing) throw new Error('an own listing came without its public part')
  return {
    ...presentPublic(own.listing, surroundings),
    own: true,
    ...(own.description && { description: own.description }),
    ...given({ vehicleId: own.vehicleId, vin: own.vin, frameNumber: own.frameNumber }),
    ...(own.expiresAt && { expiresAt: presentTime(own.expiresAt) }),
    ...(own.undoSaleMs > 0 && { undoSaleMs: own.undoSaleMs }),
  }
}
