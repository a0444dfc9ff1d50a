// What media-iq reads from catalogue's topics.
import type { attachPhotos } from '../usecases/attach-photos.ts'
import type { holdPhotos } from '../usecases/hold-photos.ts'
import { consumeDrafts, decodeDraftEvent, DRAFT_TOPIC } from './consume-drafts.ts'
import { consumeListings, decodeListingEvent, LISTING_TOPIC } from './consume-listings.ts'

type Use = {
  attachPhotos: ReturnType<typeof attachPhotos>
  holdPhotos: ReturnType<typeof holdPhotos>
}

export const LISTINGS = (use: Use) => ({
  ...{ topic: LISTING_TOPIC, decode: decodeListingEvent, dedupe: 'last-per-key' as const },
  handle: consumeListings(use),
})
export const DRAFTS = (use: Use) => ({
  ...{ topic: DRAFT_TOPIC, decode: decodeDraftEvent, dedupe: 'last-per-key' as const },
  versionOf: ({ version }: { version: number }) => version,
  handle: consumeDrafts(use),
})
