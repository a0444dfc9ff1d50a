// catalogue.listing.v1 → commands to the projection.
import { isId } from '@pk-auto/kernel/id'
import type { InboundEvent } from '@pk-auto/kafka/event'
import { ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import type { ListingFact } from '../domain/listing.ts'
import { listingFromWire } from './listing-message.ts'

export const LISTING_TOPIC = 'catalogue.listing.v1'

export const versionOfListing = ({ listing }: ListingFact): number => listing?.version ?? 0

/** Undefined for another message type. @throws for bytes that hold no whole listing: poison */
export function decodeListing(bytes: Uint8Array, type: string): ListingFact | undefined {
  if (type !== 'pkauto.catalogue.v1.ListingEvent') return undefined
  const { listing } = ListingEvent.decode(bytes)
  if (!listing) throw new Error('a listing event without a listing')
  return { id: listing.id, listing: listingFromWire(listing) }
}

/** At most one event per listing: the subscription keeps the newest. */
export const consumeListings =
  (project: (facts: readonly ListingFact[]) => Promise<void>) =>
  (events: readonly InboundEvent<ListingFact>[]) =>
    project(events.flatMap(({ key, value }) => (value ? [value] : isId(key) ? [{ id: key }] : [])))
