// Everything catalogue does, on one page.
import { closeListing } from './close-listing.ts'
import { createListing, type CreateListingDeps } from './create-listing.ts'
import { expireDrafts, type ExpireDraftsDeps } from './expiry/expire-drafts.ts'
import { expireListings, type ExpireListingsDeps } from './expiry/expire-listings.ts'
import { favouriteVerbs, type FavouriteDeps } from './favourites/index.ts'
import { publishListing } from './publish-listing.ts'
import { publishTaxonomy, type PublishTaxonomyDeps } from './publish-taxonomy.ts'
import type { PutOnMarketDeps } from './put-on-market.ts'
import { reactivateListing } from './reactivate-listing.ts'
import { listOwnListings, type ListOwnListingsDeps } from './reading/list-own-listings.ts'
import { listingDetails, type ListingDetailsDeps } from './reading/listing-details.ts'
import { ownListings, type OwnListingsDeps } from './reading/own-listings.ts'
import { publishedListings } from './reading/published-listings.ts'
import { refreshListing } from './refresh-listing.ts'
import { republishListings, type RepublishListingsDeps } from './republish-listings.ts'
import { seedListings, type SeedListingsDeps } from './seed-listings.ts'
import { updateListing, type UpdateListingDeps } from './update-listing.ts'
import { listWishes, type ListWishesDeps } from './wishes/list-wishes.ts'
import { wishModel, type WishModelDeps } from './wishes/wish-model.ts'

/** What the verbs need between them; each names its own part. */
export type CatalogueDeps = CreateListingDeps &
  Omit<UpdateListingDeps & PutOnMarketDeps, 'ownListings'> &
  OwnListingsDeps &
  ListOwnListingsDeps &
  ListingDetailsDeps &
  ExpireListingsDeps &
  ExpireDraftsDeps &
  FavouriteDeps &
  PublishTaxonomyDeps &
  RepublishListingsDeps &
  SeedListingsDeps &
  WishModelDeps &
  ListWishesDeps

export type CatalogueVerbs = ReturnType<typeof catalogueVerbs>

export function catalogueVerbs(deps: CatalogueDeps) {
  const own = ownListings(deps)
  const checked = { ...deps, ownListings: own }
  return {
    // A seller's ad, from the first draft to its end.
    createListing: createListing(deps),
    updateListing: updateListing(checked),
    publishListing: publishListing(checked),
    refreshListing: refreshListing(deps),
    closeListing: closeListing(deps),
    reactivateListing: reactivateListing(checked),
    // Reading.
    ownListings: own,
    listOwnListings: listOwnListings(deps),
    listingDetails: listingDetails(deps),
    publishedListings: publishedListings(deps),
    // What people save, and what they learn of it.
    ...favouriteVerbs(deps),
    // What they miss among makes and models.
    wishModel: wishModel(deps),
    listWishes: listWishes(deps),
    // By the clock.
    expireListings: expireListings(deps),
    expireDrafts: expireDrafts(deps),
    // By operators, deploys and developers.
    publishTaxonomy: publishTaxonomy(deps),
    republishListings: republishListings(deps),
    seedListings: seedListings(deps),
  }
}
