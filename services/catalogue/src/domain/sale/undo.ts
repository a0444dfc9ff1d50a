// For how long a sale can be taken back. Pure.
import { errors } from '../errors.ts'
import type { Listing, ListingTimes } from '../listing.ts'

type Window = Pick<ListingTimes, 'saleUndoMs'>

/** Milliseconds; 0 for an ad that is not sold, or was sold too long ago. */
export const undoLeftMs = (listing: Listing, now: Date, { saleUndoMs }: Window): number =>
  listing.state === 'sold' ? Math.max(0, listing.endedAt.getTime() + saleUndoMs - now.getTime()) : 0

/** @throws SALE_FINAL (conflict) for a sold ad once the time is over */
export function mustNotBeFinal(listing: Listing, now: Date, times: Window): void {
  if (listing.state === 'sold' && undoLeftMs(listing, now, times) === 0)
    throw errors.SALE_FINAL({ listingId: listing.id })
}

/** Sales of this moment and before can no longer be taken back. */
export const finalSince = (now: Date, { saleUndoMs }: Window): Date =>
  new Date(now.getTime() - saleUndoMs)
