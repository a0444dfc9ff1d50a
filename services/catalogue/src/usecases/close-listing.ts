// A seller ends an ad: the car is sold, or no longer for sale.
import type { Actor } from '@pk-auto/kernel/actor'
import type { SaleBounds } from '../domain/sale/final-price.ts'
import { close, sell } from '../domain/listing.ts'
import { isEnded, type Ending } from '../domain/repeated.ts'
import { changeListing, type ChangeListingDeps, type ListingCommand } from './change-listing.ts'

/**
 * Idempotent: for an ad that ended from that version, for the same reason and price, it returns the
 * ad as it is. @throws LISTING_NOT_FOUND · VERSION_MISMATCH · LISTING_NOT_LIVE (conflict) ·
 * INVALID_LISTING for a final price that cannot be
 */
export function closeListing(deps: ChangeListingDeps & { bounds: SaleBounds }) {
  return function closeListing(actor: Actor, command: ListingCommand, ending: Ending) {
    return changeListing(deps)(
      actor,
      command,
      (listing, now) =>
        ending.reason === 'sold'
          ? sell(listing, now, deps.bounds, ending.soldFor)
          : close(listing, now, ending.reason),
      (listing, version) => isEnded(listing, version, ending),
    )
  }
}
