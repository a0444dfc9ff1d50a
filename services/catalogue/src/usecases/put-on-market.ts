// The steps that publishing and reactivating share: check the ad and its photos, then change it.
import type { Actor } from '@pk-auto/kernel/actor'
import { mustBeVersion } from '../domain/access.ts'
import { errors } from '../domain/errors.ts'
import type { Listing, ListingChanged, ListingTimes } from '../domain/listing.ts'
import { mustBePossible } from '../domain/listing-check.ts'
import type { ListingBounds } from '../domain/listing-facts.ts'
import type { Taxonomy } from '../domain/taxonomy.ts'
import {
  changeListing,
  type ChangeListingDeps,
  type ListingCommand,
  type Repeated,
} from './change-listing.ts'
import { mustBeReady, type Photos } from './photo-check.ts'
import type { ListingId } from '../domain/ids.ts'

export type PutOnMarketDeps = ChangeListingDeps & {
  times: ListingTimes
  bounds: ListingBounds
  taxonomy: Taxonomy
  photos: Photos
  ownListings: (actor: Actor, ids: readonly ListingId[]) => Promise<readonly Listing[]>
}

type Decide = (listing: Listing, now: Date, times: ListingTimes) => ListingChanged

/**
 * Idempotent: a repeat returns the ad as it is. The photos are checked before the transaction; the
 * expected version then proves that the listing still has the same ones.
 * @throws LISTING_NOT_FOUND · VERSION_MISMATCH · LISTING_NOT_DRAFT or LISTING_NOT_REACTIVATABLE or
 * CHASSIS_LISTED (conflict) · INVALID_PHOTOS · INVALID_LISTING
 */
export function putOnMarket(deps: PutOnMarketDeps, decide: Decide, repeated: Repeated) {
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
      { ...command, expectedVersion: listing.version },
      (current, now) => decide(current, now, deps.times),
      repeated,
    )
  }
}
