// What the verbs of favourites may use inside a transaction; outbound/favourites implements it.
import type {
  Announcement,
  Favourite,
  SavedChange,
  Shortlist,
} from '../../domain/favourites/favourite.ts'
import type { ListingId, PersonId } from '../../domain/ids.ts'
import type { Listing } from '../../domain/listing.ts'
import type { Brand } from '../reading/listing-details.ts'

/** Where the next page begins: the latest first. */
export type FavouriteAfter = { addedAt: Date; listingId: ListingId }

/** One person's own. */
export type Favourites = {
  /** Holds a lock per person until commit, so that no two saves pass the cap together. */
  lockAndCount(person: PersonId): Promise<number>
  /** At most as many as ids. */
  savedAmong(person: PersonId, ids: readonly ListingId[]): Promise<ListingId[]>
  add(person: PersonId, favourite: Favourite): Promise<void>
  remove(person: PersonId, id: ListingId): Promise<void>
  page(person: PersonId, limit: number, after?: FavouriteAfter): Promise<Favourite[]>
}

/** After a commit: this person has saved more or fewer ads. A hint: it may be lost. */
export type SavedChanged = (person: PersonId) => void

/** In the name of persons whom a gateway has proved. */
export type FavouritesOfPeople = {
  /** Whoever has saved nothing is left out. */
  countOf(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, number>>
}

export type Shortlists = {
  open(person: PersonId): Promise<Shortlist | undefined>
  /** Leaves the one that is open as it is. */
  add(person: PersonId, shortlist: Shortlist): Promise<void>
  revoke(person: PersonId, at: Date): Promise<void>
}

/** Background work only: a stranger's link stands for its owner. */
export type SharedLists = { ownerOf(token: string): Promise<PersonId | undefined> }

/** Background work only: anybody's listings, of those on the brand. */
export type AnyListings = {
  byIds(ids: readonly ListingId[], brand: Brand): Promise<ReadonlyMap<ListingId, Listing>>
}

export type SavedChanges = { add(change: SavedChange): Promise<void> }

/** A change whose announcement is under way, and the last person who has it. */
export type DueChange = {
  readonly change: SavedChange
  readonly after?: PersonId
  /** A sale that was taken back since: no news. */
  readonly undone: boolean
}

export type DueChanges = {
  /**
   * Locks and returns the next one, skipping what another worker holds; of one listing the earlier
   * version first. A sale is due when it was at `finalSince` or before, or was taken back.
   */
  take(finalSince: Date): Promise<DueChange | undefined>
  /** Also what another worker has in hand. */
  isAnyLeft(finalSince: Date): Promise<boolean>
  /** In the order of their ids: who saved the ad before this version, but never its seller. */
  readers(due: DueChange, limit: number): Promise<PersonId[]>
  moveOn(change: SavedChange, after: PersonId): Promise<void>
  finish(change: SavedChange): Promise<void>
}

export type SavedOutbox = { append(...announcements: readonly Announcement[]): Promise<void> }

export type ErasedFavourites = {
  /** Returns how many went. */
  remove(people: readonly PersonId[], limit: number): Promise<number>
  removeLinks(people: readonly PersonId[]): Promise<void>
}
