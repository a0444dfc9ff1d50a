// A seller reads their own listings by id.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ListingId } from '../../domain/ids.ts'
import type { Listing } from '../../domain/listing.ts'

export type OwnListingsDeps = {
  inTransaction: InTransaction<{ own: { byIds(ids: readonly ListingId[]): Promise<Listing[]> } }>
}

/**
 * At most 100 ids. Absent and foreign ids are left out alike: the row policy shows a person only
 * their own. @throws TOO_MANY_IDS
 */
export function ownListings(deps: OwnListingsDeps) {
  return async function ownListings(actor: Actor, ids: readonly ListingId[]): Promise<Listing[]> {
    mustBePerson(actor)
    mustBeBatch(ids)
    return ids.length === 0 ? [] : deps.inTransaction({ actor }, ({ own }) => own.byIds(ids))
  }
}
