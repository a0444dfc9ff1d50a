// The metrics of a subscription.
import { metricsFor } from '@pk-auto/telemetry/metrics'

export type ConsumerMetrics = Disposable & {
  readonly count: (outcome: 'handled' | 'unknown' | 'dead', events?: number) => void
  /** Time from the event's own time to the end of its handling. */
  readonly age: (ms: number) => void
}

export function consumerMetrics(
  service: string,
  topic: string,
  read: {
    readonly lag: () => Promise<bigint>
    readonly deadLetters: () => Promise<number>
    readonly paused: () => number
  },
): ConsumerMetrics {
  const metrics = metricsFor(service)
  const consumed = metrics.counter('kafka_events_consumed_total')
  const ages = metrics.histogram('kafka_event_age_ms')
  const lag = metrics.askedGauge('kafka_consumer_lag', async () => Number(await read.lag()), {
    topic,
  })
  const deadLetters = metrics.askedGauge('kafka_dead_letters', read.deadLetters, { topic })
  const paused = metrics.gauge('kafka_partitions_paused', read.paused, { topic })
  return {
    count: (outcome, events = 1) => consumed.add(events, { topic, outcome }),
    age: (ms) => ages.record(ms, { topic }),
    [Symbol.dispose]() {
      lag[Symbol.dispose]()
      deadLetters[Symbol.dispose]()
      paused[Symbol.dispose]()
    },
  }
}
