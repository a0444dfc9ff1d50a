// A seller edits an ad: named fields only, and the whole must still be possible.
import type { Actor } from '@pk-auto/kernel/actor'
import { mustBeVersion } from '../domain/access.ts'
import { errors } from '../domain/errors.ts'
import type { ListingId } from '../domain/ids.ts'
import { edit, mustBeEditable, type Listing, type ListingTimes } from '../domain/listing.ts'
import { mustBePossible } from '../domain/listing-check.ts'
import type { ListingBounds, ListingFacts } from '../domain/listing-facts.ts'
import type { Taxonomy } from '../domain/taxonomy.ts'
import { changeListing, type ChangeListingDeps, type ListingCommand } from './change-listing.ts'
import { mustBeReady, type Photos } from './photo-check.ts'

export type UpdateListingDeps = ChangeListingDeps & {
  times: ListingTimes
  bounds: ListingBounds
  taxonomy: Taxonomy
  photos: Photos
  ownListings: (actor: Actor, ids: readonly ListingId[]) => Promise<readonly Listing[]>
}

/** Fields to take; a key with the value undefined clears an optional field. */
export type FactsPatch = { readonly [Key in keyof ListingFacts]?: ListingFacts[Key] | undefined }

/**
 * @throws LISTING_NOT_FOUND · VERSION_MISMATCH · LISTING_NOT_EDITABLE or CHASSIS_LISTED (conflict)
 * · LISTING_CAR_FIXED · INVALID_LISTING · INVALID_PHOTOS for a live ad's new photos
 */
export function updateListing(deps: UpdateListingDeps) {
  return async function updateListing(
    actor: Actor,
    command: ListingCommand,
    patch: FactsPatch,
    actorToken: string,
  ) {
    const [before] = await deps.ownListings(actor, [command.id])
    if (!before) throw errors.LISTING_NOT_FOUND({ listingId: command.id })
    mustBeVersion(before, command)
    if (before.state === 'live' && patch.photos)
      await mustBeReady(deps.photos, patch.photos, actorToken)
    const checked = { ...command, expectedVersion: before.version }
    return changeListing(deps)(actor, checked, (listing, now) => {
      const facts = patched(listing.facts, patch)
      // Whether it is still the same car comes first: what is wrong with another car helps nobody.
      mustBeEditable(listing, facts)
      mustBePossible(facts, deps.taxonomy, deps.bounds, now)
      return edit(listing, facts, now, deps.times)
    })
  }
}

const patched = (facts: ListingFacts, patch: FactsPatch): ListingFacts =>
  Object.fromEntries(
    Object.entries({ ...facts, ...patch }).filter(([, value]) => value !== undefined),
  ) as ListingFacts
