// The public reads of every face, which share a batch across requests.
import { batchLoader, type BatchLoader } from '@pk-auto/grpc/batch-loader'
import type { Client } from '@pk-auto/grpc/client'
import type {
  CatalogueDefinition,
  ListingDetails,
} from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import type { IdentityDefinition, PublicPerson } from '@pk-auto/proto/pkauto/identity/v1/identity'
import type { ListingPage, SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import type { Brand } from './brand.ts'

/**
 * Strangers share their batches, so they never carry a token. Listings are read as one brand shows
 * them, in batches of its own.
 */
export type PublicReads = {
  pages(brand: Brand): BatchLoader<string, ListingPage>
  details(brand: Brand): BatchLoader<string, ListingDetails>
  people: BatchLoader<string, PublicPerson>
}

type Owners = {
  identity: Pick<Client<typeof IdentityDefinition>, 'getPeople'>
  catalogue: Pick<Client<typeof CatalogueDefinition>, 'getListingDetails'>
  search: Pick<Client<typeof SearchDefinition>, 'getListingPages'>
}

const byId = <T extends { id: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [row.id, row]))

/** One loader for each of the configured brands. @throws Error for any other */
function perBrand<Loader>(
  brands: readonly Brand[],
  make: (asked: Pick<Brand, 'market' | 'channels'>) => Loader,
): (brand: Brand) => Loader {
  const loaders = new Map(
    brands.map((brand) => [brand, make({ market: brand.market, channels: brand.channels })]),
  )
  return (brand) => {
    const loader = loaders.get(brand)
    if (!loader) throw new Error(`${brand.name} is no brand of this gateway`)
    return loader
  }
}

export function publicReads(
  { identity, catalogue, search }: Owners,
  brands: readonly Brand[],
): PublicReads {
  const across = { across: 'requests' } as const
  return {
    pages: perBrand(brands, (brand) =>
      batchLoader(
        async (ids) =>
          new Map(
            (await search.getListingPages({ ids: [...ids], ...brand })).pages.map((page) => [
              page.listing?.id ?? '',
              page,
            ]),
          ),
        across,
      ),
    ),
    details: perBrand(brands, (brand) =>
      batchLoader(
        async (ids) =>
          byId((await catalogue.getListingDetails({ ids: [...ids], ...brand })).details),
        across,
      ),
    ),
    people: batchLoader(
      async (ids) => byId((await identity.getPeople({ ids: [...ids] })).people),
      across,
    ),
  }
}
