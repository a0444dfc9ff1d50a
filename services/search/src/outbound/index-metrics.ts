// How far the index is behind, as numbers for the dashboards.
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'

export type IndexMetrics = Disposable & {
  /**
   * Documents whose newest version the index has not confirmed, and since when the oldest waits.
   */
  due(waiting: { readonly count: number; readonly oldestAt: Date | undefined }): void
  refused(failed: ReadonlyMap<string, string>): void
  rebuilt(docs: number): void
  /** Measures one search, refused and failed ones too. */
  timed<T>(search: () => Promise<T>): Promise<T>
}

export function indexMetrics(service: string, now: () => Date): IndexMetrics {
  const metrics = metricsFor(service)
  const log = loggerFor(service)
  let waiting = { count: 0, oldestAt: undefined as Date | undefined }
  const refused = metrics.counter('search_documents_refused_total')
  const rebuilds = metrics.counter('search_index_rebuilds_total')
  const searches = metrics.histogram('search_ms')
  const gauges = [
    metrics.gauge('search_index_due', () => waiting.count),
    metrics.gauge('search_index_age_ms', () =>
      waiting.oldestAt ? Math.max(0, now().getTime() - waiting.oldestAt.getTime()) : 0,
    ),
  ]
  return {
    due: (found) => void (waiting = found),
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
    rebuilt(docs) {
      rebuilds.add(1)
      log.info({ event: 'search.index_rebuilt', docs })
    },
    async timed(search) {
      const began = performance.now()
      try {
        return await search()
      } finally {
        searches.record(performance.now() - began)
      }
    },
    [Symbol.dispose]: () => gauges.forEach((gauge) => gauge[Symbol.dispose]()),
  }
}
