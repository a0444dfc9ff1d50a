// How far the index is behind, as numbers for the dashboards.
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type { ListingSearch } from '../usecases/search-listings.ts'

export type IndexMetrics = Disposable & {
  /**
   * Documents whose newest version the index has not confirmed, and since when the oldest waits.
   */
  readonly due: (waiting: { readonly count: number; readonly oldestAt: Date | undefined }) => void
  readonly refused: (failed: ReadonlyMap<string, string>) => void
  readonly changesNoted: (count: number) => void
  readonly findableAfter: (ms: number) => void
  /** Runs the maintenance and counts what it rebuilt; nothing is left to do at once. */
  maintained(maintain: () => Promise<{ docs: number } | undefined>): Promise<0>
  /** Measures the time of each page, refused and failed ones too. */
  timedSearch(search: ListingSearch): ListingSearch
}

export function indexMetrics(service: string, now: () => Date): IndexMetrics {
  const metrics = metricsFor(service)
  const log = loggerFor(service)
  let waiting = { count: 0, oldestAt: undefined as Date | undefined }
  const refused = metrics.counter('search_documents_refused_total')
  const rebuilds = metrics.counter('search_index_rebuilds_total')
  const searches = metrics.histogram('search_ms')
  const changes = metrics.counter('search_changes_total')
  const findable = metrics.histogram('search_findable_ms')
  const gauges = [
    metrics.gauge('search_index_due', () => waiting.count),
    metrics.gauge('search_index_age_ms', () =>
      waiting.oldestAt ? Math.max(0, now().getTime() - waiting.oldestAt.getTime()) : 0,
    ),
  ]
  return {
    due: (found) => void (waiting = found),
    changesNoted: (count) => changes.add(count),
    findableAfter: (ms) => findable.record(ms),
    refused(failed) {
      refused.add(failed.size)
      const [first] = failed
      log.error({
        event: 'search.documents_refused',
        count: failed.size,
        listingId: first?.[0],
        reason: first?.[1],
      })
    },
    async maintained(maintain) {
      const rebuilt = await maintain()
      if (rebuilt) {
        rebuilds.add(1)
        log.info({ event: 'search.index_rebuilt', docs: rebuilt.docs })
      }
      return 0
    },
    timedSearch: (search) => ({
      ...search,
      async page(...asked) {
        const began = performance.now()
        try {
          return await search.page(...asked)
        } finally {
          searches.record(performance.now() - began)
        }
      },
    }),
    [Symbol.dispose]: () => gauges.forEach((gauge) => gauge[Symbol.dispose]()),
  }
}
