// The composition root of search: what its verbs need, and what runs in which role.
import { implement } from '@pk-auto/grpc/server'
import type { Clock } from '@pk-auto/kernel/clock'
import { repeat } from '@pk-auto/lifecycle/repeat'
import { policyOf } from '@pk-auto/proto/policy'
import { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import { openService } from '@pk-auto/service/open-service'
import { type Running, serve } from '@pk-auto/service/serve'
import type { SearchConfig } from './config.ts'
import { consumeListings } from './inbound/consume-listings.ts'
import { consumeMedia } from './inbound/consume-media.ts'
import { consumeTaxonomy } from './inbound/consume-taxonomy.ts'
import { indexAtRest } from './inbound/index-at-rest.ts'
import { indexQueue } from './inbound/index-queue.ts'
import { searchRpc } from './inbound/rpc-search.ts'
import { connectElastic } from './outbound/index/elastic.ts'
import { facetCache } from './outbound/index/facet-cache.ts'
import { indexMetrics } from './outbound/index-metrics.ts'
import { readAlias } from './outbound/index/listing-index.ts'
import { sortValueCount } from './outbound/index/listing-query.ts'
import { listingSearch } from './outbound/index/listing-search.ts'
import { indexParts } from './outbound/maintenance.ts'
import { searchVerbs } from './usecases/index.ts'

export { readSearchConfig, type SearchConfig } from './config.ts'
export { checkIndexAgrees, rebuildSearch } from './outbound/maintenance.ts'

export type RunningSearch = Running

/** Never waits for Kafka or Elasticsearch. */
export async function startSearch(
  config: SearchConfig,
  options: { clock?: Clock } = {},
): Promise<RunningSearch> {
  await using service = openService('search', { config, ...options })
  const { name, clock, database } = service
  const { sweeps, facets, index } = config
  const { requestTimeoutMs } = index
  const url = config.elasticsearchUrl
  const elastic = service.use(connectElastic({ url, service: name, requestTimeoutMs }))
  const metrics = service.use(indexMetrics(name, () => clock.now()))
  const parts = indexParts(config, { clock, database, elastic })
  const { view, indexAdmin } = parts
  const verbs = searchVerbs({
    ...{ ...parts, sortValueCount, dueGraceMs: sweeps.dueGraceMs },
    index: metrics.timedSearch(
      listingSearch(elastic, readAlias(config.indexPrefix), facetCache({ clock, ...facets })),
    ),
    taxonomy: () => view.current(),
    offer: (ids) => queue.offer(ids),
    queued: () => queue.waiting(),
    changed: () => reading.wake(),
    ...{ refused: metrics.refused, reportDue: metrics.due },
  })
  const { taxonomyEveryMs: everyMs } = sweeps
  const run = () => view.refresh()
  const reading = service.use(repeat({ name: 'taxonomy.view', service: name, everyMs, run }))
  const queue = service.use(indexQueue({ service: name, index: verbs.indexDocs }))
  return serve(service, {
    policyOf,
    publishes: [],
    rpc: [implement(SearchDefinition, searchRpc(verbs))],
    subscriptions: [
      consumeListings(verbs.projectListings),
      consumeMedia(verbs.projectMedia),
      consumeTaxonomy(verbs.storeTaxonomy),
    ],
    sweeps: [
      { name: 'index-due', everyMs: sweeps.dueEveryMs, batch: verbs.sweepDue },
      {
        ...{ name: 'maintain-index', everyMs: sweeps.maintainIndexEveryMs },
        batch: () => metrics.maintained(verbs.maintainIndex),
      },
    ],
    async settled() {
      await view.refresh()
      return indexAtRest(verbs.checkSettled, indexAdmin.refresh)
    },
  })
}
