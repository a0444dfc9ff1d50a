// catalogue.listing.v1: what listings show, as facts about our pictures.
import type { InboundEvent } from '@pk-auto/kafka/event'
import { isId } from '@pk-auto/kernel/id'
import { ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import type { ListingPhotos } from '../domain/attachment.ts'
import { isMediaId, type ListingId } from '../domain/ids.ts'
import type { attachPhotos } from '../usecases/attach-photos.ts'

export const LISTING_TOPIC = 'catalogue.listing.v1'

/** A type we do not know is acknowledged and counted. */
export const decodeListingEvent = (bytes: Uint8Array, type: string): ListingEvent | undefined =>
  type === 'pkauto.catalogue.v1.ListingEvent' ? ListingEvent.decode(bytes) : undefined

function factOf({ key, value }: InboundEvent<ListingEvent>): ListingPhotos[] {
  const listingId = key as ListingId
  if (!isId(key)) return []
  if (value === null) return [{ listingId, version: 0, photos: [], gone: true }]
  const { listing } = value
  return listing ? [{ listingId, version: listing.version, photos: (listing.facts?.photos ?? []).filter(isMediaId) }] : []
}

/** Takes batches in which the last event of a listing has won. */
export const consumeListings = (use: { attachPhotos: ReturnType<typeof attachPhotos> }) => (events: readonly InboundEvent<ListingEvent>[]) =>
  use.attachPhotos(events.flatMap(factOf))
