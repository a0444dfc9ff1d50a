// The composition root of search: what its verbs need, and what runs in which role.
import { implement } from '@pk-auto/grpc/server'
import type { Clock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { repeat } from '@pk-auto/lifecycle/repeat'
import { policyOf } from '@pk-auto/proto/policy'
import { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import { ALERTS } from '@pk-auto/proto/topics'
import { openService } from '@pk-auto/service/open-service'
import { type Running, serve } from '@pk-auto/service/serve'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type { SearchConfig } from './config.ts'
import { indexAtRest } from './inbound/index-at-rest.ts'
import { indexQueue } from './inbound/index-queue.ts'
import { alertsRpc } from './inbound/rpc-alerts.ts'
import { searchRpc } from './inbound/rpc-search.ts'
import { subscriptionsOf } from './inbound/subscriptions.ts'
import { openIndex } from './outbound/open-index.ts'
import type { SeedSavedSearch } from './usecases/alerts/seed-saved-searches.ts'
import { viewCounts } from './usecases/finding/view-counts.ts'
import { searchVerbs } from './usecases/index.ts'

export { readRebuildConfig, readSearchConfig, type SearchConfig } from './config.ts'
export { checkIndexAgrees, rebuildSearch } from './outbound/maintenance.ts'
export type { SeedSavedSearch } from './usecases/alerts/seed-saved-searches.ts'

export type RunningSearch = Running & {
  /** Returns how many were new. */
  seed(batch: readonly SeedSavedSearch[]): Promise<number>
}

/** Never waits for Kafka or Elasticsearch. */
export async function startSearch(config: SearchConfig, options: { clock?: Clock } = {}) {
  await using service = openService('search', { config, ...options })
  const { name } = service
  const { sweeps, suggest, alerts } = config
  const index = openIndex(service, config)
  const { view, metrics, indexAdmin } = index
  const counts = viewCounts(index)
  const verbs = searchVerbs({
    ...{ ...index, newId, profile: config.profile, dueGraceMs: sweeps.dueGraceMs },
    ...{ mostSearches: alerts.mostSearches, alertTimes: alerts },
    ...{ taxonomy: () => view.current(), counts: (...of) => counts.current(...of) },
    offer: (ids) => queue.offer(ids),
    queued: () => queue.waiting(),
    changed: () => reading.wake(),
    ...{ refused: metrics.refused, reportDue: metrics.due },
    ...{ changesNoted: metrics.changesNoted, findableAfter: metrics.findableAfter },
  })
  const again = (of: string, everyMs: number, run: () => Promise<void>) =>
    service.use(repeat({ name: of, service: name, everyMs, run }))
  const reading = again('taxonomy.view', sweeps.taxonomyEveryMs, () => view.refresh())
  again('suggest.counts', suggest.countsEveryMs, () => counts.refresh())
  // Asked by every process, so that it is seen when none runs the sweep.
  const own = metricsFor(name)
  service.use(own.askedGauge('search_alert_overdue_ms', verbs.measureOverdueAlerts))
  const queue = service.use(indexQueue({ service: name, index: verbs.indexDocs }))
  const running = await serve(service, {
    policyOf,
    publishes: [ALERTS],
    rpc: [implement(SearchDefinition, { ...searchRpc(verbs), ...alertsRpc(verbs) })],
    subscriptions: subscriptionsOf(verbs),
    sweeps: [
      { name: 'hand-over', everyMs: alerts.handOverEveryMs, batch: verbs.handOverAlerts },
      { name: 'index-due', everyMs: sweeps.dueEveryMs, batch: verbs.sweepDue },
      {
        ...{ name: 'maintain-index', everyMs: sweeps.maintainIndexEveryMs },
        batch: () => metrics.maintained(verbs.maintainIndex),
      },
    ],
    async settled() {
      await view.refresh()
      const already = await indexAtRest(verbs.checkSettled, indexAdmin.refresh)
      await counts.refresh()
      return already
    },
  })
  return { ...running, seed: verbs.seedSavedSearches } satisfies RunningSearch
}
