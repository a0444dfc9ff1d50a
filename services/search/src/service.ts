// The composition root of search: every `new`, one list of subscriptions, one of answers.
import { setTimeout as wait } from 'node:timers/promises'
import { systemClock, type Clock } from '@pk-auto/kernel/clock'
import { actorVerifier } from '@pk-auto/grpc/actor-token'
import { connectGrpc } from '@pk-auto/grpc/client'
import { implement, startGrpc } from '@pk-auto/grpc/server'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { subscribe } from '@pk-auto/kafka/subscription'
import { startHealth } from '@pk-auto/lifecycle/health'
import { repeat } from '@pk-auto/lifecycle/repeat'
import { type Database, openDatabase } from '@pk-auto/postgres/database'
import { startHousekeeping, startSweep } from '@pk-auto/postgres/sweep'
import { transactions } from '@pk-auto/postgres/transaction'
import { policyOf } from '@pk-auto/proto/policy'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import type { RebuildConfig, SearchConfig } from './config.ts'
import {
  consumeListings,
  decodeListing,
  LISTING_TOPIC,
  versionOfListing,
} from './inbound/consume-listings.ts'
import { consumeMedia, decodeMedia, MEDIA_TOPIC } from './inbound/consume-media.ts'
import { consumeTaxonomy, decodeTaxonomy, TAXONOMY_TOPIC } from './inbound/consume-taxonomy.ts'
import { indexQueue } from './inbound/index-queue.ts'
import { searchRpc } from './inbound/rpc-search.ts'
import { connectElastic, type Elastic } from './outbound/index/elastic.ts'
import { facetCache } from './outbound/index/facet-cache.ts'
import { indexMetrics } from './outbound/index-metrics.ts'
import { scanIndex } from './outbound/index/index-scan.ts'
import { listingIndex, readAlias } from './outbound/index/listing-index.ts'
import { sortValueCount } from './outbound/index/listing-query.ts'
import { listingSearch } from './outbound/index/listing-search.ts'
import { aloneIn } from './outbound/rebuild-lock.ts'
import { searchStores } from './outbound/stores.ts'
import type { SourceVersions } from './usecases/check-index.ts'
import { indexVerbs, searchVerbs } from './usecases/index.ts'
import type { Rebuilt } from './usecases/rebuild-index.ts'
import type { SearchListings } from './usecases/search-listings.ts'
import { viewTaxonomy } from './usecases/view-taxonomy.ts'

export { readSearchConfig, type SearchConfig } from './config.ts'

export type RunningSearch = AsyncDisposable & {
  readonly name: 'search'
  readonly grpcPort: number
  readonly httpPort: number
  ready(): Promise<boolean>
  /**
   * Resolves when every fact on the topics is projected, indexed and findable. @throws Error when
   * that takes longer than a minute
   */
  settled(): Promise<void>
}

const SERVICE = 'search'
const SETTLE_POLL_MS = 20
const SETTLE_LIMIT_MS = 60_000

/** What reading, writing and rebuilding the index share. */
function wiring(
  config: RebuildConfig,
  { clock, database, elastic }: { clock: Clock; database: Database; elastic: Elastic },
) {
  const inTransaction = transactions(database, searchStores(clock))
  const view = viewTaxonomy({ inTransaction })
  const index = listingIndex(elastic, { prefix: config.indexPrefix, shape: config.index })
  const directory = () => view.current().directory
  return {
    clock,
    inTransaction,
    view,
    indexAdmin: index,
    writer: index,
    directory,
    scan: () => scanIndex(elastic, readAlias(config.indexPrefix)),
    alone: aloneIn(database),
  }
}

/**
 * Starts the roles the configuration names. `await using` stops in the order probes, requests,
 * consumers, sweeps, connections. Never waits for Kafka or Elasticsearch.
 */
export async function startSearch(
  config: SearchConfig,
  overrides: { clock?: Clock } = {},
): Promise<RunningSearch> {
  const clock = overrides.clock ?? systemClock
  await using stack = new AsyncDisposableStack()
  const database = stack.use(openDatabase({ url: config.databaseUrl, service: SERVICE }))
  const elastic = stack.use(
    connectElastic({
      url: config.elasticsearchUrl,
      service: SERVICE,
      requestTimeoutMs: config.index.requestTimeoutMs,
    }),
  )
  const kafka = stack.use(connectKafka({ ...config.kafka, service: SERVICE }))
  const metrics = stack.use(indexMetrics(SERVICE, () => clock.now()))
  const shared = wiring(config, { clock, database, elastic })
  const { inTransaction, view, indexAdmin } = shared
  const verbs = searchVerbs({
    ...shared,
    index: listingSearch(
      elastic,
      readAlias(config.indexPrefix),
      facetCache({ clock, ...config.facets }),
    ),
    taxonomy: () => view.current(),
    sortValueCount,
    offer: (ids) => queue.offer(ids),
    queued: () => queue.waiting(),
    changed: () => reading.wake(),
    refused: (failed) => metrics.refused(failed),
    dueGraceMs: config.sweeps.dueGraceMs,
  })

  const reading = stack.use(
    repeat({
      name: 'taxonomy.view',
      service: SERVICE,
      everyMs: config.sweeps.taxonomyEveryMs,
      run: () => view.refresh(),
    }),
  )
  const queue = stack.use(indexQueue({ service: SERVICE, index: verbs.indexDocs }))
  if (config.roles.has('jobs')) {
    const look = async () => {
      const waiting = await inTransaction({ system: 'index-metrics' }, ({ due }) => due.waiting())
      metrics.due(waiting)
      return waiting.count === 0 ? 0 : verbs.sweepDue()
    }
    stack.use(
      startSweep({
        service: SERVICE,
        name: 'index-due',
        everyMs: config.sweeps.dueEveryMs,
        batch: look,
      }),
    )
    const watch = async () => {
      const rebuilt = await verbs.maintainIndex()
      if (rebuilt) metrics.rebuilt(rebuilt.docs)
    }
    stack.use(
      repeat({
        name: 'index.keep',
        service: SERVICE,
        everyMs: config.sweeps.maintainIndexEveryMs,
        run: watch,
      }),
    )
    stack.use(startHousekeeping(database, config.retentionDays))
  }

  const newestOnly = { dedupe: 'last-per-key' } as const
  const subscriptions = config.roles.has('consume')
    ? [
        stack.use(
          subscribe(kafka, {
            topic: LISTING_TOPIC,
            ...newestOnly,
            versionOf: versionOfListing,
            decode: decodeListing,
            handle: consumeListings(verbs.projectListings),
          }),
        ),
        stack.use(
          subscribe(kafka, {
            topic: MEDIA_TOPIC,
            ...newestOnly,
            versionOf: ({ version }) => version,
            decode: decodeMedia,
            handle: consumeMedia(verbs.projectMedia),
          }),
        ),
        stack.use(
          subscribe(kafka, {
            topic: TAXONOMY_TOPIC,
            ...newestOnly,
            versionOf: ({ version }) => version,
            decode: decodeTaxonomy,
            handle: consumeTaxonomy(verbs.storeTaxonomy),
          }),
        ),
      ]
    : []

  const credentials = serviceCredentials({
    service: SERVICE,
    secret: config.serviceSecret,
    clock: systemClock,
  })
  const identity = stack.use(
    connectGrpc(IdentityDefinition, { address: config.identityUrl, service: SERVICE, credentials }),
  )
  const verifier = actorVerifier({
    jwks: async () => JSON.parse((await identity.getKeys({})).jwksJson),
    clock,
  })
  const asked = {
    searchListings: (command: SearchListings) => metrics.timed(() => verbs.searchListings(command)),
    getListingPages: verbs.getListingPages,
  }
  const implementations = [implement(SearchDefinition, searchRpc(asked))]
  const address = { host: config.host, port: config.grpcPort }
  const grpc = config.roles.has('api')
    ? stack.use(
        await startGrpc({
          service: SERVICE,
          ...address,
          verifier,
          credentials,
          policyOf,
          implementations,
        }),
      )
    : undefined
  const health = stack.use(
    await startHealth({
      service: SERVICE,
      host: config.host,
      port: config.httpPort,
      ready: database.ping,
    }),
  )
  stack.defer(async () => health.drain())

  const running = stack.move()
  return {
    name: SERVICE,
    grpcPort: grpc?.port ?? 0,
    httpPort: health.port,
    ready: database.ping,
    async settled() {
      const end = performance.now() + SETTLE_LIMIT_MS
      await Promise.all(subscriptions.map(({ caughtUp }) => caughtUp()))
      await view.refresh()
      for (
        let why = await verbs.checkSettled();
        why !== undefined;
        why = await verbs.checkSettled()
      ) {
        if (performance.now() > end) throw new Error(`${why} within ${SETTLE_LIMIT_MS} ms`)
        await wait(SETTLE_POLL_MS)
      }
      await indexAdmin.refresh()
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

async function maintain<T>(
  config: RebuildConfig,
  work: (verbs: ReturnType<typeof indexVerbs>) => Promise<T>,
): Promise<T> {
  await using database = openDatabase({ url: config.databaseUrl, service: SERVICE, poolSize: 3 })
  await using elastic = connectElastic({
    url: config.elasticsearchUrl,
    service: SERVICE,
    requestTimeoutMs: 30_000,
  })
  const shared = wiring(config, { clock: systemClock, database, elastic })
  await shared.view.refresh()
  // Awaited here: what it uses is closed as soon as this function returns.
  return await work(indexVerbs(shared))
}

/**
 * Builds the index anew while the service runs: no downtime, nothing lost. @throws
 * REBUILD_UNDER_WAY (conflict)
 */
export const rebuildSearch = (config: RebuildConfig): Promise<Rebuilt> =>
  maintain(config, (verbs) => verbs.rebuildIndex())

/**
 * Invariant I7: one line per breach, none when all agree. Give it the versions catalogue has to
 * check the way from there, too.
 */
export const checkIndexAgrees = (
  config: RebuildConfig,
  sources?: SourceVersions,
): Promise<readonly string[]> => maintain(config, (verbs) => verbs.checkIndex(sources))
