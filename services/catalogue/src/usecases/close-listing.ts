// A seller ends an ad: the car is sold, or no longer for sale.
import type { Actor } from '@pk-auto/kernel/actor'
import type { Money } from '@pk-auto/kernel/money'
import { close, sell, type CloseReason } from '../domain/listing.ts'
import { changeListing, type ChangeListingDeps, type ListingCommand } from './change-listing.ts'

export type Ending = { reason: 'sold'; soldFor?: Money } | { reason: CloseReason }

/** @throws LISTING_NOT_FOUND · VERSION_MISMATCH · LISTING_NOT_LIVE (conflict) */
export const closeListing = (deps: ChangeListingDeps) => (actor: Actor, command: ListingCommand, ending: Ending) =>
  changeListing(deps)(actor, command, (listing, now) => (ending.reason === 'sold' ? sell(listing, now, ending.soldFor) : close(listing, now, ending.reason)))
