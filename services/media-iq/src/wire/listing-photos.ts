// Which of our pictures catalogue's listings show and its drafts hold.
import { isId } from '@pk-auto/kernel/id'
import type { DraftEvent, ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { DraftPhotos, ListingPhotos } from '../domain/attachment.ts'
import { isMediaId, type ListingId, type PersonId } from '../domain/ids.ts'

// A state this build does not know counts as open: nothing of it is removed.
const ENDED = new Set<ListingState>([
  ListingState.LISTING_STATE_SOLD,
  ListingState.LISTING_STATE_CLOSED,
  ListingState.LISTING_STATE_EXPIRED,
])

/** @throws Error for an event that names no listing */
export function listingPhotos({ listing }: ListingEvent): ListingPhotos {
  if (!listing) throw new Error('a listing event without a listing')
  const { id, version, state, facts, closedAt } = listing
  return {
    listingId: listingId(id),
    version,
    photos: (facts?.photos ?? []).filter(isMediaId),
    ...(ENDED.has(state) && closedAt && { endedAt: closedAt }),
  }
}

/** @throws Error for an event that names no listing */
export const draftPhotos = ({ listingId: id, ...draft }: DraftEvent): DraftPhotos => ({
  listingId: listingId(id),
  version: draft.version,
  seller: draft.sellerId as PersonId,
  photos: draft.photos.filter(isMediaId),
})

/** What an erased key leaves behind; nothing for a key that is no id. */
export const erased = (key: string): ListingPhotos[] =>
  isId(key) ? [{ listingId: key as ListingId, version: 0, photos: [], gone: true }] : []

export const erasedDraft = (key: string): DraftPhotos[] =>
  erased(key).map((gone) => ({ ...gone, seller: '' as PersonId }))

function listingId(text: string): ListingId {
  if (!isId(text)) throw new Error('an event of a listing without its id')
  return text as ListingId
}
