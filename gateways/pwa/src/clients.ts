// The services this gateway asks, and the public reads that share a batch across requests.
import { batchLoader, type BatchLoader } from '@pk-auto/grpc/batch-loader'
import { connectGrpc, type Client } from '@pk-auto/grpc/client'
import type { ServiceCredentials } from '@pk-auto/grpc/service-credential'
import {
  CatalogueDefinition,
  type ListingDetails,
} from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { IdentityDefinition, type PublicPerson } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { MediaIqDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { SearchDefinition, type ListingPage } from '@pk-auto/proto/pkauto/search/v1/search'
import type { Brand, PwaGatewayConfig } from './config.ts'

export type Clients = AsyncDisposable & {
  identity: Client<typeof IdentityDefinition>
  catalogue: Client<typeof CatalogueDefinition>
  search: Client<typeof SearchDefinition>
  media: Client<typeof MediaIqDefinition>
  notify: Client<typeof NotifyDefinition>
  /**
   * Public reads: strangers share their batches, so they never carry a token. Listings are read as
   * one brand shows them, in batches of its own.
   */
  pages(brand: Brand): BatchLoader<string, ListingPage>
  details(brand: Brand): BatchLoader<string, ListingDetails>
  people: BatchLoader<string, PublicPerson>
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

export function connectClients(
  { urls, brands }: Pick<PwaGatewayConfig, 'urls' | 'brands'>,
  service: string,
  credentials: ServiceCredentials,
): Clients {
  const stack = new AsyncDisposableStack()
  const identity = stack.use(
    connectGrpc(IdentityDefinition, { address: urls.identity, service, credentials }),
  )
  const catalogue = stack.use(
    connectGrpc(CatalogueDefinition, { address: urls.catalogue, service, credentials }),
  )
  const search = stack.use(
    connectGrpc(SearchDefinition, { address: urls.search, service, credentials }),
  )
  const media = stack.use(
    connectGrpc(MediaIqDefinition, { address: urls.media, service, credentials }),
  )
  const notify = stack.use(
    connectGrpc(NotifyDefinition, { address: urls.notify, service, credentials }),
  )
  const across = { across: 'requests' } as const
  return {
    identity,
    catalogue,
    search,
    media,
    notify,
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
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
