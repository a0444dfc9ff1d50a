// Who may change a listing, and from which version: its seller, from the one they saw. To everyone
// else it is not there.
import { mustBePerson, type Actor, type Person } from '@pk-auto/kernel/actor'
import { mustBeExpected } from '@pk-auto/kernel/version'
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

/**
 * Checks made before the transaction are valid for the version they read. @throws VERSION_MISMATCH
 * (precondition)
 */
export function mustBeVersion(
  { version }: Listing,
  { expectedVersion }: { expectedVersion: number },
): void {
  mustBeExpected(version, expectedVersion)
}
