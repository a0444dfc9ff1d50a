// What catalogue's verbs may use inside a transaction; outbound/ implements it.
import type { DraftPhotos, OpenDrafts } from '../domain/draft.ts'
import type { PricePoint } from '../domain/price-history.ts'
import type { ListingId, PersonId, VehicleId } from '../domain/ids.ts'
import type { Change, Listing } from '../domain/listing.ts'

export type Listings = {
  insert(listing: Listing): Promise<void>
  /** Locks the row until commit. @throws LISTING_NOT_FOUND: the same for absent and hidden */
  forUpdate(id: ListingId): Promise<Listing>
  /**
   * @throws CHASSIS_LISTED (conflict) where another live listing, whoever's, is of the same vehicle
   */
  save(listing: Listing): Promise<void>
}

export type Drafts = {
  /**
   * Holds a lock per seller until commit, so that drafts created at once cannot pass the cap
   * together.
   */
  open(seller: PersonId): Promise<OpenDrafts>
}

export type Prices = { add(listing: Listing, at: Date): Promise<void> }

export type Vehicles = {
  /**
   * The vehicle of the listing's chassis number, made when new, or the one its seller names;
   * undefined without either. Notes the odometer.
   * @throws INVALID_LISTING (invalid) for a `vehicleId` that is not theirs or another's than the
   * number's
   */
  forListing(listing: Listing, at: Date): Promise<VehicleId | undefined>
}

export type ListingOutbox = {
  append(
    ...changes: readonly { change: Change | 'republished'; listing: Listing; at: Date }[]
  ): Promise<void>
}

/** Of a draft nothing is published but whose it is and which photos it holds. */
export type DraftOutbox = {
  append(...events: readonly (DraftPhotos & { at: Date })[]): Promise<void>
}

export type KeyedCall = { method: string; key: string; sha256: string }

/** Runs `work` once per key; a repeat gets what it made as that is by then. */
export type Once<T> = (actor: PersonId, call: KeyedCall, work: () => Promise<T>) => Promise<T>

export type PriceHistories = ReadonlyMap<ListingId, readonly PricePoint[]>
