// An ad that a person saved: who may save it, how it changed since, and what those who saved it
// learn of it. Pure.
import { compareMoney, type Money } from '@pk-auto/kernel/money'
import { audienceOf, audienceWhileLive } from '../audience.ts'
import { errors } from '../errors.ts'
import type { ListingId, PersonId } from '../ids.ts'
import type { Listing, ListingChanged } from '../listing.ts'

export type Favourite = {
  readonly listingId: ListingId
  readonly addedAt: Date
  readonly priceWhenAdded: Money
  /** The listing's version by then: only later ones are news. */
  readonly listingVersion: number
}

/** As its owner finds it in the list, with the ad as it is by now. */
export type ListedFavourite = {
  readonly favourite: Favourite
  readonly listing: Listing
  /** Since when the price is another than the one it was saved at. */
  readonly priceChangedAt?: Date
}

/** What an address ends with that opens a shared list. */
export type Shortlist = { readonly token: string; readonly createdAt: Date }

/** What is news to whoever saved the ad. What a car went for is not among it. */
export type SavedChange = {
  readonly listingId: ListingId
  readonly version: number
  readonly at: Date
  readonly from: Money
} & ({ readonly kind: 'price-dropped'; readonly to: Money } | { readonly kind: 'sold' })

/** The same news for one of them. */
export type Announcement = { readonly person: PersonId; readonly change: SavedChange }

/** @throws FAVOURITES_TOO_MANY (conflict) */
export function mustHaveRoomToSave(saved: number, most: number): void {
  if (saved >= most) throw errors.FAVOURITES_TOO_MANY({ most })
}

const isForEveryone = ({ state, facts }: Listing): boolean =>
  audienceOf(state, facts.visibility) === 'everyone'

/** The ad as a stranger saves it. @throws LISTING_NOT_FOUND for all that is not public */
export function save(listing: Listing | undefined, listingId: ListingId, now: Date): Favourite {
  if (!listing || !isForEveryone(listing)) throw errors.LISTING_NOT_FOUND({ listingId })
  const { facts, version } = listing
  return { listingId, addedAt: now, priceWhenAdded: facts.price, listingVersion: version }
}

/**
 * A saved ad stays in the list when it has ended, and leaves it while it is only for dealers: its
 * price is none of a stranger's business then.
 */
export function listed(
  favourite: Favourite,
  listing: Listing | undefined,
): ListedFavourite | undefined {
  if (!listing || audienceWhileLive(listing.state, listing.facts.visibility) !== 'everyone')
    return undefined
  const samePrice = compareMoney(listing.facts.price, favourite.priceWhenAdded) === 0
  return { favourite, listing, ...(!samePrice && { priceChangedAt: listing.priceSince }) }
}

/** Whoever has the link sees what anybody could see. */
export const isShared = isForEveryone

/**
 * A lower price of a live ad than the last one stored, or its sale. Nothing of an ad that strangers
 * could not see before and after.
 */
export function savedChange(
  before: Listing,
  { change, listing }: ListingChanged,
  at: Date,
): SavedChange | undefined {
  if (!isForEveryone(before) || !isForEveryone(listing)) return undefined
  const { id: listingId, version, facts } = listing
  const news = { listingId, version, at, from: before.facts.price }
  if (change === 'sold') return { ...news, kind: 'sold' }
  return change === 'price-changed' && compareMoney(facts.price, before.facts.price) < 0
    ? { ...news, kind: 'price-dropped', to: facts.price }
    : undefined
}
