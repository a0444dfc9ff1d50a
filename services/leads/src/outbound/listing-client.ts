// Whose a listing is, from catalogue, refused as catalogue itself would.
import type { Client } from '@pk-auto/grpc/client'
import { defineErrors } from '@pk-auto/kernel/define-errors'
import { ERROR_CODES } from '@pk-auto/proto/error-codes'
import type { CatalogueDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { ListingId, PersonId } from '../domain/ids.ts'
import type { Listings } from '../usecases/stores.ts'

const answers = defineErrors(ERROR_CODES)

export const refuseAsAbsent = (listingId: ListingId): never => {
  throw answers.LISTING_NOT_FOUND({ listingId })
}

export const listingClient = (
  client: Pick<Client<typeof CatalogueDefinition>, 'getPublishedListings'>,
): Listings => ({
  async sellerOf(id, { market, channels }) {
    const asked = { ids: [id], market, channels: [...channels] }
    const [listing] = (await client.getPublishedListings(asked)).listings
    if (!listing) return refuseAsAbsent(id)
    if (listing.state !== ListingState.LISTING_STATE_LIVE)
      throw answers.LISTING_NOT_LIVE({ listingId: id })
    return listing.sellerId as PersonId
  },
})
