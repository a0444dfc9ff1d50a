// Everything catalogue can do.
import { closeListing } from './close-listing.ts'
import { createListing, type CreateListingDeps } from './create-listing.ts'
import { expireDrafts, type ExpireDraftsDeps } from './expire-drafts.ts'
import { expireListings, type ExpireListingsDeps } from './expire-listings.ts'
import { type PublishListingDeps, publishListing, reactivateListing } from './publish-listing.ts'
import { publishTaxonomy, type PublishTaxonomyDeps } from './publish-taxonomy.ts'
import {
  listingDetails,
  type ListingDetailsDeps,
  listOwnListings,
  ownListings,
  type OwnListingsDeps,
} from './read-listings.ts'
import { refreshListing } from './refresh-listing.ts'
import { republishListings, type RepublishListingsDeps } from './republish-listings.ts'
import { seedListings, type SeedListingsDeps } from './seed-listings.ts'
import { updateListing, type UpdateListingDeps } from './update-listing.ts'

export type CatalogueDeps = CreateListingDeps &
  ExpireDraftsDeps &
  ExpireListingsDeps &
  ListingDetailsDeps &
  Omit<PublishListingDeps & UpdateListingDeps, 'ownListings'> &
  PublishTaxonomyDeps &
  OwnListingsDeps &
  RepublishListingsDeps &
  SeedListingsDeps

export function catalogueVerbs(deps: CatalogueDeps) {
  const own = ownListings(deps)
  const changing = { ...deps, ownListings: own }
  return {
    createListing: createListing(deps),
    updateListing: updateListing(changing),
    publishListing: publishListing(changing),
    reactivateListing: reactivateListing(changing),
    refreshListing: refreshListing(deps),
    closeListing: closeListing(deps),
    ownListings: own,
    listOwnListings: listOwnListings(deps),
    listingDetails: listingDetails(deps),
    expireListings: expireListings(deps),
    expireDrafts: expireDrafts(deps),
    publishTaxonomy: publishTaxonomy(deps),
    republishListings: republishListings(deps),
    seedListings: seedListings(deps),
  }
}
