// An ad that was never published: how many a seller may have, which photos it holds, when it ends.
// Pure.
import { errors } from './errors.ts'
import type { ListingId, MediaId, PersonId } from './ids.ts'
import type { Draft, Listing } from './listing.ts'

/** A seller's open drafts: how many, and when the first of them ends. */
export type OpenDrafts = { readonly count: number; readonly firstEndsAt?: Date }

/** All that is published of a draft: that it holds these photos. */
export type DraftPhotos = {
  readonly listingId: ListingId
  readonly version: number
  readonly seller: PersonId
  readonly photos: readonly MediaId[]
}

/**
 * Room for one more. @throws DRAFTS_TOO_MANY (too_many): publishing one makes room at once, and
 * waiting until the first ends
 */
export function mustHaveRoom({ count, firstEndsAt }: OpenDrafts, most: number, now: Date): void {
  if (count < most) return
  const retryAfterMs = Math.max(0, (firstEndsAt ?? now).getTime() - now.getTime())
  throw errors.DRAFTS_TOO_MANY({ most }, { retryAfterMs })
}

/**
 * What is published of a draft that was just created or changed; nothing while it holds the same
 * photos as before.
 */
export function photosEvent(draft: Draft, before?: Listing): DraftPhotos | undefined {
  const { id: listingId, version, seller, facts } = draft
  return facts.photos.join() === (before?.facts.photos ?? []).join()
    ? undefined
    : { listingId, version, seller, photos: facts.photos }
}

/**
 * Ends a draft nobody came back to; returns the event that releases its photos.
 * @throws LISTING_NOT_DUE (conflict)
 */
export function abandon(
  { id: listingId, version, seller, facts, expiresAt }: Draft,
  now: Date,
): DraftPhotos | undefined {
  if (expiresAt > now) throw errors.LISTING_NOT_DUE({ listingId })
  return facts.photos.length === 0
    ? undefined
    : { listingId, version: version + 1, seller, photos: [] }
}
