// catalogue.listing.v1: what listings show, as facts about our pictures.
import type { InboundEvent } from '@pk-auto/kafka/event'
import { isId } from '@pk-auto/kernel/id'
import { ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { ListingPhotos } from '../domain/attachment.ts'
import { isMediaId, type ListingId } from '../domain/ids.ts'
import type { attachPhotos } from '../usecases/attach-photos.ts'

export const LISTING_TOPIC = 'catalogue.listing.v1'

/** A type we do not know is acknowledged and counted. */
export const decodeListingEvent = (bytes: Uint8Array, type: string): ListingEvent | undefined =>
  type === 'pkauto.catalogue.v1.ListingEvent' ? ListingEvent.decode(bytes) : undefined

// A state this build does not know counts as open: nothing of it is removed.
const ENDED = new Set<ListingState>([
  ListingState.LISTING_STATE_SOLD,
  ListingState.LISTING_STATE_CLOSED,
  ListingState.LISTING_STATE_EXPIRED,
])

function factOf({ key, value }: InboundEvent<ListingEvent>): ListingPhotos[] {
  const listingId = key as ListingId
  if (!isId(key)) return []
  if (value === null) return [{ listingId, version: 0, photos: [], gone: true }]
  const { listing } = value
  if (!listing) return []
  const endedAt = ENDED.has(listing.state) ? listing.closedAt : undefined
  return [
    {
      listingId,
      version: listing.version,
      photos: (listing.facts?.photos ?? []).filter(isMediaId),
      ...(endedAt && { endedAt }),
    },
  ]
}

/** Takes batches in which the last event of a listing has won. */
export const consumeListings =
  (use: { attachPhotos: ReturnType<typeof attachPhotos> }) =>
  (events: readonly InboundEvent<ListingEvent>[]) =>
    use.attachPhotos(events.flatMap(factOf))
