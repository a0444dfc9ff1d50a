// The composition root of catalogue: who is built from what, and what runs in which role.
import { systemClock, type Clock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { actorVerifier } from '@pk-auto/grpc/actor-token'
import { connectGrpc } from '@pk-auto/grpc/client'
import { implement, startGrpc } from '@pk-auto/grpc/server'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { createPublisher } from '@pk-auto/kafka/publisher'
import { startHealth } from '@pk-auto/lifecycle/health'
import { openDatabase } from '@pk-auto/postgres/database'
import { once } from '@pk-auto/postgres/once'
import { startRelay } from '@pk-auto/postgres/relay'
import { startHousekeeping, startSweep } from '@pk-auto/postgres/sweep'
import { transactions, type Tx } from '@pk-auto/postgres/transaction'
import { policyOf } from '@pk-auto/proto/policy'
import { CatalogueDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { CatalogueAdminDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue_admin'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { MediaIqDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { openRedis } from '@pk-auto/redis/redis'
import type { CatalogueConfig } from './config.ts'
import type { Listing } from './domain/listing.ts'
import { adminRpc } from './inbound/rpc-admin.ts'
import { listingsRpc } from './inbound/rpc-listings.ts'
import { ownListing } from './outbound/listing-message.ts'
import { draftStore, dueDraftStore } from './outbound/draft-store.ts'
import {
  draftOutbox,
  listingOutbox,
  releaseStore,
  taxonomyOutbox,
} from './outbound/listing-outbox.ts'
import {
  dueListingStore,
  everPublishedStore,
  listingStore,
  ownListingStore,
  publishedTexts,
} from './outbound/listing-store.ts'
import { mediaClient } from './outbound/media-client.ts'
import { priceHistoryStore, priceStore } from './outbound/price-store.ts'
import type { DB } from './outbound/schema.gen.ts'
import { seedStore } from './outbound/seed-store.ts'
import { readTaxonomy } from './outbound/taxonomy-files.ts'
import { wireTaxonomy } from './outbound/taxonomy-message.ts'
import { vehicleStore } from './outbound/vehicle-store.ts'
import { catalogueVerbs } from './usecases/index.ts'
import type { SeedListing } from './usecases/seed-listings.ts'
import type { KeyedCall } from './usecases/stores.ts'

export type { SeedListing } from './usecases/seed-listings.ts'
export { readCatalogueConfig, type CatalogueConfig } from './config.ts'
export { readTaxonomy } from './outbound/taxonomy-files.ts'

export type RunningCatalogue = AsyncDisposable & {
  readonly name: 'catalogue'
  readonly grpcPort: number
  readonly httpPort: number
  ready(): Promise<boolean>
  /** Resolves when every event committed so far is on its topic. */
  settled(): Promise<void>
  /** Development only: puts listings with a past on the market. Returns how many were new. */
  seed(batch: readonly SeedListing[]): Promise<number>
}

const stores = (tx: Tx<DB>) => ({
  listings: listingStore(tx),
  drafts: draftStore(tx),
  own: ownListingStore(tx),
  due: dueListingStore(tx),
  dueDrafts: dueDraftStore(tx),
  everPublished: everPublishedStore(tx),
  published: publishedTexts(tx),
  prices: priceStore(tx),
  histories: priceHistoryStore(tx),
  vehicles: vehicleStore(tx),
  outbox: listingOutbox(tx),
  draftOutbox: draftOutbox(tx),
  releases: releaseStore(tx),
  taxonomyOutbox: taxonomyOutbox(tx),
  seeds: seedStore(tx),
  once: (actor: string, call: KeyedCall, work: () => Promise<Listing>) =>
    once(tx, { actor, ...call }, work, (id) => ownListingStore(tx).get(id)),
})

/**
 * Starts the roles the configuration names. `await using` stops in the order probes, requests,
 * sweeps, relay, connections.
 */
export async function startCatalogue(
  config: CatalogueConfig,
  overrides: { clock?: Clock } = {},
): Promise<RunningCatalogue> {
  const service = 'catalogue'
  const clock = overrides.clock ?? systemClock
  await using stack = new AsyncDisposableStack()
  const database = stack.use(openDatabase({ url: config.databaseUrl, service }))
  const inTransaction = transactions<DB, ReturnType<typeof stores>>(database, stores)
  const redis =
    config.redisUrl === undefined
      ? undefined
      : stack.use(openRedis({ url: config.redisUrl, service }))
  const kafka = stack.use(connectKafka({ ...config.kafka, service }))
  const credentials = serviceCredentials({ service, secret: config.serviceSecret, clock })
  const identity = stack.use(
    connectGrpc(IdentityDefinition, { address: config.identityUrl, service, credentials }),
  )
  const media = stack.use(
    connectGrpc(MediaIqDefinition, { address: config.mediaUrl, service, credentials }),
  )
  const verifier = actorVerifier({
    jwks: async () => JSON.parse((await identity.getKeys({})).jwksJson),
    clock,
  })

  const taxonomy = readTaxonomy()
  const verbs = catalogueVerbs({
    clock,
    newId,
    taxonomy,
    inTransaction,
    bounds: config.bounds,
    times: config.times,
    maxOpenDrafts: config.maxOpenDrafts,
    photos: mediaClient(media),
    profile: config.profile,
  })
  // Opened before the relay, so that it is closed after it: a batch under way would open a producer
  // that nobody closes.
  const { publish } = stack.use(createPublisher(kafka))
  const relay = config.roles.has('relay')
    ? stack.use(startRelay({ database, publish, ...(redis && { hints: redis }) }))
    : undefined
  if (config.roles.has('jobs')) {
    await verbs.publishTaxonomy(taxonomy)
    stack.use(
      startSweep({
        service,
        name: 'expire-listings',
        everyMs: config.expireEveryMs,
        batch: verbs.expireListings,
      }),
    )
    stack.use(
      startSweep({
        service,
        name: 'expire-drafts',
        everyMs: config.expireEveryMs,
        batch: verbs.expireDrafts,
      }),
    )
    stack.use(startHousekeeping(database, config.retentionDays))
  }
  const implementations = [
    implement(
      CatalogueDefinition,
      listingsRpc(verbs, { ownListing, taxonomy: wireTaxonomy(taxonomy) }),
    ),
    implement(CatalogueAdminDefinition, adminRpc(verbs)),
  ]
  const grpc = config.roles.has('api')
    ? stack.use(
        await startGrpc({
          service,
          host: config.host,
          port: config.grpcPort,
          verifier,
          credentials,
          policyOf,
          implementations,
        }),
      )
    : undefined
  const health = stack.use(
    await startHealth({ service, host: config.host, port: config.httpPort, ready: database.ping }),
  )
  stack.defer(async () => health.drain())

  const running = stack.move()
  return {
    name: service,
    grpcPort: grpc?.port ?? 0,
    httpPort: health.port,
    ready: database.ping,
    settled: async () => relay?.drained(),
    seed: verbs.seedListings,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
