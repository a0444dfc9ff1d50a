// What people saved as its messages, and what they learn of it as an event.
import type { Favourite } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { type SavedChangeEvent, SavedChangeKind } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import type { Announcement, ListedFavourite } from '../domain/favourites/favourite.ts'
import { publicListing } from './listing.ts'

const WIRE_KIND = {
  'price-dropped': SavedChangeKind.SAVED_CHANGE_KIND_PRICE_DROPPED,
  sold: SavedChangeKind.SAVED_CHANGE_KIND_SOLD,
} as const

export const wireFavourite = ({
  favourite,
  listing,
  priceChangedAt,
}: ListedFavourite): Favourite => ({
  listing: publicListing(listing),
  addedAt: favourite.addedAt,
  priceWhenAdded: favourite.priceWhenAdded,
  priceChangedAt,
})

export const savedChangeEvent = ({ person, change }: Announcement): SavedChangeEvent => ({
  kind: WIRE_KIND[change.kind],
  personId: person,
  listingId: change.listingId,
  version: change.version,
  from: change.from,
  to: change.kind === 'sold' ? undefined : change.to,
})
