// What operations ask of catalogue.
import type { Implementation } from '@pk-auto/grpc/server'
import type { CatalogueAdminDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue_admin'
import type { republishListings } from '../usecases/republish-listings.ts'

export const adminRpc = (use: {
  republishListings: ReturnType<typeof republishListings>
}): Implementation<typeof CatalogueAdminDefinition> => ({
  republishListings: (request) => use.republishListings(request),
})
