// What operations ask of catalogue.
import type { Implementation } from '@pk-auto/grpc/server'
import type { CatalogueAdminDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue_admin'
import { listingId } from '../domain/ids.ts'
import type { CatalogueVerbs } from '../usecases/index.ts'

export const adminRpc = (
  use: Pick<CatalogueVerbs, 'republishListings'>,
): Implementation<typeof CatalogueAdminDefinition> => ({
  republishListings: async ({ ids, after }) => {
    const { republished, next = '' } = await use.republishListings(
      ids.map(listingId),
      after === '' ? undefined : listingId(after),
    )
    return { republished, next }
  },
})
