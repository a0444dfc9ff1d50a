// A seller renews an ad's time and its place among the newest.
import type { Actor } from '@pk-auto/kernel/actor'
import { refresh, type ListingTimes } from '../domain/listing.ts'
import { isRefreshed } from '../domain/repeated.ts'
import { changeListing, type ChangeListingDeps, type ListingCommand } from './change-listing.ts'

/**
 * Idempotent: an ad that was lifted from that version is returned as it is. @throws
 * LISTING_NOT_FOUND · VERSION_MISMATCH · LISTING_NOT_LIVE (conflict) · LISTING_REFRESHED_LATELY
 * (too_many)
 */
export function refreshListing(deps: ChangeListingDeps & { times: ListingTimes }) {
  return function refreshListing(actor: Actor, command: ListingCommand) {
    return changeListing(deps)(
      actor,
      command,
      (listing, now) => refresh(listing, now, deps.times),
      isRefreshed,
    )
  }
}
