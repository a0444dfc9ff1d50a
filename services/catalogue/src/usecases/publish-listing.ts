// A seller puts a draft, or an ad that was taken down, on the market.
import type { Actor } from '@pk-auto/kernel/actor'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { publish, reactivate, type Listing, type ListingTimes } from '../domain/listing.ts'
import { mustBePossible, type ListingBounds } from '../domain/listing-facts.ts'
import type { Taxonomy } from '../domain/taxonomy.ts'
import { changeListing, mustBeVersion, type ChangeListingDeps, type ListingCommand } from './change-listing.ts'
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
 * The photos are checked before the transaction; the expected version then proves that the listing still has the same ones.
 * @throws LISTING_NOT_FOUND · VERSION_MISMATCH · LISTING_NOT_DRAFT or LISTING_NOT_REACTIVATABLE (conflict) · INVALID_PHOTOS · INVALID_LISTING
 */
const putOnMarket = (deps: PublishListingDeps, decide: typeof publish) => async (actor: Actor, command: ListingCommand, actorToken: string) => {
  const [listing] = await deps.ownListings(actor, [command.id])
  if (!listing) throw new DomainError('not_found', 'LISTING_NOT_FOUND', { listingId: command.id })
  decide(listing, deps.clock.now(), deps.times)
  mustBeVersion(listing, command)
  mustBePossible(listing.facts, deps.taxonomy, deps.bounds, deps.clock.now())
  await mustBeReady(deps.photos, listing.facts.photos, actorToken)
  return changeListing(deps)(actor, command, (current, now) => decide(current, now, deps.times))
}

export const publishListing = (deps: PublishListingDeps) => putOnMarket(deps, publish)
export const reactivateListing = (deps: PublishListingDeps) => putOnMarket(deps, reactivate)
