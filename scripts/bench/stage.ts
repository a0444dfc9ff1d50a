// What benchmarks stand on: servers of their own with fsync on, and the platform's services as
// processes, with a seeded market.
import { processPlatform, type ProcessPlatform } from '@pk-auto/platform/processes/processes'
import { seedMarket, type SeedTarget } from '@pk-auto/platform/seed'
import { readCatalogueConfig, startCatalogue } from '@pk-auto/catalogue/service'
import { readIdentityConfig, startIdentity } from '@pk-auto/identity/service'
import type { ServerName } from '@pk-auto/servers/server-urls'
import { startServers } from '@pk-auto/servers/start-servers'

/** Neither those of `up` nor those of the tests. */
export const BENCH_OFFSET = 11_450

/** Servers that ran before are used and left running; those started here are stopped. */
export async function stage(only: readonly ServerName[]): Promise<ProcessPlatform> {
  await using stack = new AsyncDisposableStack()
  const servers = stack.use(await startServers({ offset: BENCH_OFFSET, profile: 'bench', only }))
  const platform = stack.use(await processPlatform(servers))
  const held = stack.move()
  return { ...platform, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

/**
 * The same market at every run: people and listings without pictures, through the services' own
 * seed commands. Relayed only where a relay runs.
 */
export async function seedListings(platform: ProcessPlatform, listings: number): Promise<void> {
  const own = { ROLES: 'api', GRPC_PORT: '0', HTTP_PORT: '0' }
  await using identity = await startIdentity(
    readIdentityConfig({ ...platform.env('identity'), ...own }),
  )
  await using catalogue = await startCatalogue(
    readCatalogueConfig({ ...platform.env('catalogue'), ...own }),
  )
  const target = {
    gatewayUrl: platform.gatewayUrl,
    // Without pictures media-iq is not asked.
    part: (name: 'identity' | 'catalogue') => (name === 'identity' ? identity : catalogue),
    settled: async () => undefined,
  }
  await seedMarket(target as unknown as SeedTarget, {
    seed: 2026,
    listings,
    people: 300,
    pictures: 0,
    now: new Date('2026-11-20T12:00:00Z'),
  })
}
