// Who may touch a listing: its seller. To everyone else it is not there.
import { mustBePerson, type Actor, type Person } from '@pk-auto/kernel/actor'
import { errors } from './errors.ts'
import type { Listing } from './listing.ts'

/**
 * The same answer for absent and foreign. @throws LISTING_NOT_FOUND (not_found) · SIGN_IN_REQUIRED
 * (unauthenticated)
 */
export function mustOwn(actor: Actor, listing: Listing): Person {
  const person = mustBePerson(actor)
  if (listing.seller !== person.personId) throw errors.LISTING_NOT_FOUND({ listingId: listing.id })
  return person
}
