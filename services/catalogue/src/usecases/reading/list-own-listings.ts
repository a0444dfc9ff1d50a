// A seller reads their own listings, page by page.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { errors } from '@pk-auto/kernel/errors'
import type { ListingId } from '../../domain/ids.ts'
import type { Listing } from '../../domain/listing.ts'

/** Where the next page of own listings begins: newest first. */
export type OwnAfter = { createdAt: Date; id: ListingId }

export type ListOwnListingsDeps = {
  inTransaction: InTransaction<{
    own: { page(limit: number, after?: OwnAfter): Promise<Listing[]> }
  }>
}

/**
 * One page of the actor's listings, newest first. `limit` 1 to 100. @throws INVALID_LIMIT (invalid)
 */
export function listOwnListings(deps: ListOwnListingsDeps) {
  return async function listOwnListings(actor: Actor, limit: number, after?: OwnAfter) {
    mustBePerson(actor)
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw errors.INVALID_LIMIT({ limit })
    const rows = await deps.inTransaction({ actor }, ({ own }) => own.page(limit + 1, after))
    const listings = rows.slice(0, limit)
    const last = listings.at(-1)
    return {
      listings,
      next: rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : undefined,
    }
  }
}
