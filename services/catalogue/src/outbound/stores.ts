// Everything catalogue's verbs may use inside one transaction.
import { once } from '@pk-auto/postgres/once'
import type { Tx } from '@pk-auto/postgres/transaction'
import type { Listing } from '../domain/listing.ts'
import type { KeyedCall } from '../usecases/stores.ts'
import { draftStore, dueDraftStore } from './draft-store.ts'
import { draftOutbox, listingOutbox } from './listing-outbox.ts'
import {
  dueListingStore,
  everPublishedStore,
  listingStore,
  ownListingStore,
  publishedTexts,
} from './listing-store.ts'
import { priceHistoryStore, priceStore } from './price-store.ts'
import { anyListingStore } from './favourites/any-listing-store.ts'
import {
  erasedFavouriteStore,
  favouritesOfPeopleStore,
  favouriteStore,
} from './favourites/favourite-store.ts'
import { dueChangeStore, savedChangeStore } from './favourites/saved-change-store.ts'
import { savedOutbox } from './favourites/saved-outbox.ts'
import { sharedListStore, shortlistStore } from './favourites/shortlist-store.ts'
import type { DB } from './schema.gen.ts'
import { seedStore } from './seed-store.ts'
import { releaseStore, taxonomyOutbox } from './taxonomy-outbox.ts'
import { vehicleStore } from './vehicle-store.ts'
import { wishStore } from './wish-store.ts'

export const stores = (tx: Tx<DB>) => ({
  listings: listingStore(tx),
  drafts: draftStore(tx),
  own: ownListingStore(tx),
  due: dueListingStore(tx),
  dueDrafts: dueDraftStore(tx),
  everPublished: everPublishedStore(tx),
  published: publishedTexts(tx),
  prices: priceStore(tx),
  histories: priceHistoryStore(tx),
  vehicles: vehicleStore(tx),
  seeds: seedStore(tx),
  releases: releaseStore(tx),
  wishes: wishStore(tx),
  favourites: favouriteStore(tx),
  favouritesOfPeople: favouritesOfPeopleStore(tx),
  shortlists: shortlistStore(tx),
  shared: sharedListStore(tx),
  anyListings: anyListingStore(tx),
  savedChanges: savedChangeStore(tx),
  dueChanges: dueChangeStore(tx),
  erased: erasedFavouriteStore(tx),
  savedOutbox: savedOutbox(tx),
  outbox: listingOutbox(tx),
  draftOutbox: draftOutbox(tx),
  taxonomyOutbox: taxonomyOutbox(tx),
  once: (actor: string, call: KeyedCall, work: () => Promise<Listing>) =>
    once(tx, { actor, ...call }, work, (id) => ownListingStore(tx).get(id)),
})
