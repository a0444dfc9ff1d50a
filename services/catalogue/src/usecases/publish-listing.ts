// A seller puts a draft, or an ad that was taken down, on the market.
import type { Actor } from '@pk-auto/kernel/actor'
import { errors } from '../domain/errors.ts'
import { publish, reactivate, type Listing, type ListingTimes } from '../domain/listing.ts'
import { mustBePossible } from '../domain/listing-check.ts'
import type { ListingBounds } from '../domain/listing-facts.ts'
import { isPublished, isReactivated } from '../domain/repeated.ts'
import type { Taxonomy } from '../domain/taxonomy.ts'
import {
  changeListing,
  mustBeVersion,
  type ChangeListingDeps,
  type ListingCommand,
  type Repeated,
} from './change-listing.ts'
import { mustBeReady, type Photos } from './photo-check.ts'
import type { ListingId } from '../domain/ids.ts'

export type PublishListingDeps = ChangeListingDeps & {
  times: ListingTimes
  bounds: ListingBounds
  taxonomy: Taxonomy
  photos: Photos
  ownListings: (actor: Actor, ids: readonly ListingId[]) => Promise<readonly Listing[]>
}

/**
 * Idempotent: a repeat returns the ad as it is. The photos are checked before the transaction; the
 * expected version then proves that the listing still has the same ones.
 * @throws LISTING_NOT_FOUND · VERSION_MISMATCH · LISTING_NOT_DRAFT or LISTING_NOT_REACTIVATABLE or
 * CHASSIS_LISTED (conflict) · INVALID_PHOTOS · INVALID_LISTING
 */
function putOnMarket(deps: PublishListingDeps, decide: typeof publish, repeated: Repeated) {
  /** Throws what the transaction would throw, so that media-iq is not asked in vain. */
  const dryRun = (listing: Listing, now: Date): void => void decide(listing, now, deps.times)
  return async function putOnMarket(actor: Actor, command: ListingCommand, actorToken: string) {
    const [listing] = await deps.ownListings(actor, [command.id])
    if (!listing) throw errors.LISTING_NOT_FOUND({ listingId: command.id })
    if (repeated(listing, command.expectedVersion)) return listing
    dryRun(listing, deps.clock.now())
    mustBeVersion(listing, command)
    mustBePossible(listing.facts, deps.taxonomy, deps.bounds, deps.clock.now())
    await mustBeReady(deps.photos, listing.facts.photos, actorToken)
    return changeListing(deps)(
      actor,
      command,
      (current, now) => decide(current, now, deps.times),
      repeated,
    )
  }
}

export const publishListing = (deps: PublishListingDeps) => putOnMarket(deps, publish, isPublished)
export const reactivateListing = (deps: PublishListingDeps) =>
  putOnMarket(deps, reactivate, isReactivated)
