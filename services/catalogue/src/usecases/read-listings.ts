// Reading listings: the seller's own, and what everyone may read that is not on the topics.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import { errors } from '../domain/errors.ts'
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ListingId } from '../domain/ids.ts'
import type { Listing } from '../domain/listing.ts'
import type { PriceHistories } from './stores.ts'

/** Where the next page of own listings begins: newest first. */
export type OwnAfter = { createdAt: Date; id: ListingId }

export type OwnListingsDeps = {
  inTransaction: InTransaction<{
    own: {
      byIds(ids: readonly ListingId[]): Promise<Listing[]>
      page(limit: number, after?: OwnAfter): Promise<Listing[]>
    }
  }>
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

/** One page of the actor's listings, newest first. `limit` 1 to 100. */
export function listOwnListings(deps: OwnListingsDeps) {
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

/**
 * The face a reader came through: a brand shows the listings of its market that are on one of its channels.
 */
export type Brand = { readonly market: string; readonly channels: readonly string[] }

export type PublishedTexts = {
  /** An entry per listing that is for everyone on this brand, without a text where none was written. */
  texts(
    ids: readonly ListingId[],
    brand: Brand,
  ): Promise<ReadonlyMap<ListingId, { text: string; lang: string } | undefined>>
}

export type ListingDetailsDeps = {
  inTransaction: InTransaction<{
    published: PublishedTexts
    histories: { of(ids: readonly ListingId[]): Promise<PriceHistories> }
  }>
}

/**
 * Descriptions and price histories of listings that are for everyone, on this brand; all others and
 * absent ones are left out alike.
 */
export function listingDetails(deps: ListingDetailsDeps) {
  return async function listingDetails(ids: readonly ListingId[], brand: Brand) {
    mustBeBatch(ids)
    return deps.inTransaction({ system: 'catalogue.details' }, async ({ published, histories }) => {
      const [texts, prices] = await Promise.all([published.texts(ids, brand), histories.of(ids)])
      return ids.flatMap((id) =>
        texts.has(id)
          ? [{ id, description: texts.get(id), priceHistory: [...(prices.get(id) ?? [])] }]
          : [],
      )
    })
  }
}
