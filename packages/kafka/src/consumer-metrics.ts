// The metrics of a subscription.
import { metricsFor } from '@pk-auto/telemetry/metrics'

export type ConsumerMetrics = Disposable & {
  readonly count: (outcome: 'handled' | 'unknown' | 'dead', events?: number) => void
  /** Time from the event's own time to the end of its handling. */
  readonly age: (ms: number) => void
}

const REFRESH_MS = 10_000

/**
 * Reading the lag costs requests to the broker: it is refreshed by a scrape, at most every 10 s,
 * and shown by the next one.
 */
export function consumerMetrics(
  service: string,
  topic: string,
  read: { readonly lag: () => Promise<bigint>; readonly paused: () => number },
): ConsumerMetrics {
  const metrics = metricsFor(service)
  const consumed = metrics.counter('kafka_events_consumed_total')
  const ages = metrics.histogram('kafka_event_age_ms')
  let known: number | undefined
  let askedAt = -Infinity
  const refresh = async () => {
    askedAt = performance.now()
    known = Number(await read.lag())
  }
  const lag = metrics.gauge(
    'kafka_consumer_lag',
    () => {
      if (performance.now() - askedAt > REFRESH_MS) refresh().catch(() => (known = undefined))
      return known
    },
    { topic },
  )
  const paused = metrics.gauge('kafka_partitions_paused', read.paused, { topic })
  return {
    count: (outcome, events = 1) => consumed.add(events, { topic, outcome }),
    age: (ms) => ages.record(ms, { topic }),
    [Symbol.dispose]() {
      lag[Symbol.dispose]()
      paused[Symbol.dispose]()
    },
  }
}
