// Shapes what a person saved: the card of each ad, whatever became of it.
import type { Favourite } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { ListingState, type PublicListing } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { Taxonomy } from '@pk-auto/proto/pkauto/catalogue/v1/taxonomy'
import type { ListingPage } from '@pk-auto/proto/pkauto/search/v1/search'
import type { FavouriteOut, SavedState } from '../schemas/favourite.ts'
import type { CardOut } from '../schemas/search.ts'
import { presentMoney, presentSellerType, presentTime } from './listing.ts'
import { presentPhoto } from './media-urls.ts'
import { titleOf } from './taxonomy.ts'

/** `page` is what search has of the ad: nothing of one that has ended. */
export type SavedSurroundings = {
  taxonomy: Taxonomy
  page: ListingPage | undefined
  mediaBase: string
}

/** Of a state that this build does not know nothing is for sale. */
const STATE = new Map<number, SavedState>([
  [ListingState.LISTING_STATE_LIVE, 'live'],
  [ListingState.LISTING_STATE_SOLD, 'sold'],
  [ListingState.LISTING_STATE_EXPIRED, 'expired'],
])

export const presentSaved = (
  listing: PublicListing,
  surroundings: SavedSurroundings,
): { listing: CardOut; state: SavedState } => ({
  listing: presentCard(listing, surroundings),
  state: STATE.get(listing.state) ?? 'closed',
})

function presentCard(
  { id, facts, sellerType, publishedAt, droppedFrom }: PublicListing,
  { taxonomy, page, mediaBase }: SavedSurroundings,
): CardOut {
  if (!facts) throw new Error(`listing ${id} came without its facts`)
  const { make, model, variant, year, km, city, fuel, transmission, photos } = facts
  const title = page?.title ?? titleOf(taxonomy, facts)
  const [mediaId] = photos
  const unknown = mediaId && { mediaId, width: 0, height: 0, placeholder: '' }
  const photo = page?.photos[0] ?? unknown
  return {
    ...{ id, title, make, model, year, km, city, fuel, transmission },
    ...(variant !== '' && { variant }),
    sellerType: presentSellerType(sellerType),
    price: presentMoney(facts.price),
    ...(photo && { photo: presentPhoto(photo, mediaBase, title.en) }),
    photoCount: photos.length,
    badges: page?.badges ?? [],
    publishedAt: presentTime(publishedAt),
    ...(droppedFrom && { droppedFrom: presentMoney(droppedFrom) }),
  }
}

export function presentFavourite(
  { listing, addedAt, priceWhenAdded, priceChangedAt }: Favourite,
  surroundings: SavedSurroundings,
): FavouriteOut {
  if (!listing) throw new Error('a favourite came without its listing')
  const shown = presentSaved(listing, surroundings)
  const from = presentMoney(priceWhenAdded)
  return {
    ...shown,
    addedAt: presentTime(addedAt),
    priceWhenAdded: from,
    ...(priceChangedAt && {
      change: { from, to: presentMoney(listing.facts?.price), at: presentTime(priceChangedAt) },
    }),
  }
}
