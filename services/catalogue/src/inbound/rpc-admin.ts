// What operations ask of catalogue.
import type { Implementation } from '@pk-auto/grpc/server'
import type { CatalogueAdminDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue_admin'
import type { CatalogueVerbs } from '../usecases/index.ts'

export const adminRpc = (
  use: Pick<CatalogueVerbs, 'republishListings' | 'listWishes'>,
): Implementation<typeof CatalogueAdminDefinition> => ({
  republishListings: (request) => use.republishListings(request),
  listModelWishes: async () => ({ wishes: await use.listWishes() }),
})
