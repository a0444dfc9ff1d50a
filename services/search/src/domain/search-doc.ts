// The joined read model of a listing: one part per owner, each replaced only by something newer.
// Pure.
import { errors } from './errors.ts'
import {
  isFindable,
  isUnderstood,
  type Listing,
  type ListingFact,
  type Understanding,
} from './listing.ts'
import { type MediaFact, type Photo, photosOf } from './media.ts'

export type SearchDoc = {
  readonly id: string
  /** Grows by one with every change of any part: the version the index knows the document by. */
  readonly docVersion: number
  /** Findable. Removed ads stay as rows with `false`, so that no late event revives them. */
  readonly live: boolean
  /** Absent once erased; an erased listing never comes back. */
  readonly listing?: Listing
  readonly photos: readonly Photo[]
}

/**
 * The document after a fact of its listing, or the same object when the fact is not newer. `facts`
 * must know every photo whose list changed.
 */
export function withListing(
  doc: SearchDoc | undefined,
  { id, listing }: ListingFact,
  facts: ReadonlyMap<string, MediaFact>,
): SearchDoc | undefined {
  if (doc && !doc.listing) return doc
  const docVersion = (doc?.docVersion ?? 0) + 1
  if (!listing) return { id, docVersion, live: false, photos: [] }
  if (doc?.listing && !isNews(listing, doc.listing)) return doc
  const photos = samePhotos(doc?.listing, listing)
    ? (doc?.photos ?? [])
    : photosOf(mustKnow(listing.photos, facts), facts)
  return { id, docVersion, live: isFindable(listing), listing, photos }
}

/** A newer version, or the same one now that this build understands it. */
export const isNews = (after: Listing, before: Pick<Listing, 'version'> & Understanding): boolean =>
  after.version > before.version ||
  (after.version === before.version && !isUnderstood(before) && isUnderstood(after))

/**
 * The document after a change of its photos, or the same object when nothing visible has changed.
 */
export function withMedia(doc: SearchDoc, facts: ReadonlyMap<string, MediaFact>): SearchDoc {
  if (!doc.listing) return doc
  const photos = photosOf(mustKnow(doc.listing.photos, facts), facts)
  return JSON.stringify(photos) === JSON.stringify(doc.photos)
    ? doc
    : { ...doc, photos, docVersion: doc.docVersion + 1 }
}

/** True when the photos of a document need not be looked up again for this listing. */
export const samePhotos = (before: Listing | undefined, after: Listing): boolean =>
  before !== undefined && before.photos.join() === after.photos.join()

// The facts were locked for the photos seen a moment ago; another transaction has changed the list
// since, so the batch is done again.
function mustKnow(
  ids: readonly string[],
  facts: ReadonlyMap<string, MediaFact>,
): readonly string[] {
  if (!ids.every((id) => facts.has(id))) throw errors.SEARCH_DOC_MOVED({})
  return ids
}
