// Counters, histograms and gauges of each service in this process, made from the registry, and
// their Prometheus text.
import {
  type Buckets,
  familyText,
  type Family,
  labelsOf,
  type Series,
  seriesOf,
} from './metric-family.ts'
import type { MetricDefinition } from './registry/metric.ts'
import { type MetricAttributes, type MetricName, METRICS } from './registry/metrics.ts'

type Labels<Name extends keyof typeof METRICS> = keyof MetricAttributes<Name> extends never
  ? readonly []
  : readonly [MetricAttributes<Name>]

export type Counter<Name extends MetricName<'counter'>> = {
  add(amount: number, ...labels: Labels<Name>): void
}
export type Histogram<Name extends MetricName<'histogram'>> = {
  /** `value` is in the metric's registered unit. */
  record(value: number, ...labels: Labels<Name>): void
}
export type Metrics = {
  counter<Name extends MetricName<'counter'>>(name: Name): Counter<Name>
  histogram<Name extends MetricName<'histogram'>>(name: Name): Histogram<Name>
  /**
   * Read when asked for; undefined leaves the series out. Dispose of it when what it reads ends.
   * One reader per name and labels: the last wins.
   */
  gauge<Name extends MetricName<'gauge'>>(
    name: Name,
    read: () => number | undefined,
    ...labels: Labels<Name>
  ): Disposable
  /**
   * A gauge whose reading costs a question to a server: a scrape asks, at most every 10 s, and the
   * next one shows the answer. A failed question leaves the series out.
   */
  askedGauge<Name extends MetricName<'gauge'>>(
    name: Name,
    ask: () => Promise<number>,
    ...labels: Labels<Name>
  ): Disposable
}

const BUCKETS_MS = [1, 2, 5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120, 10_240]
const ASK_EVERY_MS = 10_000
const FAMILIES = Symbol.for('pk-auto.metrics')

/**
 * The metrics of one service; its name becomes the label `service`. Unit and description come from
 * the registry, and the name is exposed as written there. Asking twice for a name gives the same
 * series.
 */
export function metricsFor(service: string): Metrics {
  const metrics: Metrics = {
    counter(name) {
      const family = familyOf(name)
      const none = () => ({ value: 0 })
      // A series that begins at 1 has not increased: an alert would miss the first step.
      if (family.definition.attributes.length === 0)
        seriesOf(family, labelsOf(service, family), none)
      return {
        add: (amount, ...[labels]) =>
          void (seriesOf(family, labelsOf(service, family, labels), none).value += amount),
      }
    },
    histogram(name) {
      const family = familyOf(name)
      return {
        record: (value, ...[labels]) =>
          count(seriesOf(family, labelsOf(service, family, labels), noneYet), value),
      }
    },
    gauge(name, read, ...[labels]) {
      const family = familyOf(name)
      const key = labelsOf(service, family, labels)
      const reader = { read }
      family.series.set(key, reader)
      return {
        [Symbol.dispose]: () =>
          void (family.series.get(key) === reader && family.series.delete(key)),
      }
    },
    askedGauge(name, ask, ...labels) {
      let known: number | undefined
      let askedAt = -Infinity
      const refresh = async (): Promise<void> => {
        askedAt = performance.now()
        known = await ask().catch(() => undefined)
      }
      const read = (): number | undefined => {
        if (performance.now() - askedAt > ASK_EVERY_MS) void refresh()
        return known
      }
      return metrics.gauge(name, read, ...labels)
    },
  }
  return metrics
}

/** All metrics of this process in the Prometheus text format 0.0.4. */
export async function metricsText(): Promise<string> {
  return [...families().values()].map(familyText).join('')
}

const noneYet = (): Buckets => ({
  bounds: BUCKETS_MS,
  counts: BUCKETS_MS.map(() => 0),
  sum: 0,
  count: 0,
})

function count(into: Buckets, value: number): void {
  const bucket = into.bounds.findIndex((bound) => value <= bound)
  if (bucket >= 0) into.counts[bucket] = (into.counts[bucket] ?? 0) + 1
  into.sum += value
  into.count += 1
}

function familyOf(name: keyof typeof METRICS): Family<Series> {
  const definition: MetricDefinition = METRICS[name]
  const family = families().get(name) ?? { name, definition, series: new Map() }
  families().set(name, family)
  return family
}

/**
 * On globalThis, like OpenTelemetry's own registrations: one per process, however often this module
 * is loaded.
 */
function families(): Map<string, Family<Series>> {
  const place = globalThis as { [FAMILIES]?: Map<string, Family<Series>> }
  return (place[FAMILIES] ??= new Map())
}
