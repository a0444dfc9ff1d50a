// What everyone may read of a listing that is not on the topics: its text and its price history.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { ListingId } from '../../domain/ids.ts'
import type { PriceHistories } from '../stores.ts'

/**
 * The face a reader came through: a brand shows the listings of its market that are on one of its
 * channels.
 */
export type Brand = { readonly market: string; readonly channels: readonly string[] }

export type PublishedTexts = {
  /**
   * An entry per listing that is for everyone on this brand, without a text where none was written.
   */
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
