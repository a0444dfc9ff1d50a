// Counters, histograms and gauges of each service in this process, and their Prometheus text.
import {
  type Attributes,
  type Buckets,
  familyText,
  type Family,
  type Kind,
  labelsOf,
  type Series,
  seriesOf,
} from './metric-family.ts'

/**
 * Names are snake_case and end in their unit (`_ms`, `_bytes`); counters get `_total`. Attributes
 * are of low cardinality: never an id.
 */
export type MetricSettings = { readonly unit: string; readonly description: string }
export type Counter = { add(amount: number, attributes?: Attributes): void }
export type Histogram = { record(value: number, attributes?: Attributes): void }
export type Metrics = {
  counter(name: string, settings: MetricSettings): Counter
  /**
   * `buckets` are ascending upper bounds in the metric's unit; the first definition of a name
   * decides.
   */
  histogram(
    name: string,
    settings: MetricSettings & { readonly buckets?: readonly number[] },
  ): Histogram
  /**
   * Read when asked for; undefined leaves the series out. Dispose of it when what it reads ends.
   * One reader per name and attributes: the last wins.
   */
  gauge(
    name: string,
    settings: MetricSettings & { readonly attributes?: Attributes },
    read: () => number | undefined,
  ): Disposable
}

const BUCKETS_MS = [1, 2, 5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120, 10_240]
const REGISTRY = Symbol.for('pk-auto.metrics')
type Registry = Map<string, Family<Series>>

/**
 * The metrics of one service; its name becomes the label `service`. Asking twice for a name gives
 * the same series. @throws Error when a name is taken by another kind
 */
export function metricsFor(service: string): Metrics {
  return {
    counter(name, settings) {
      const family = familyOf(name.endsWith('_total') ? name : `${name}_total`, 'counter', settings)
      return {
        add: (amount, attributes) =>
          void (seriesOf(family, labelsOf(service, attributes), () => ({ value: 0 })).value +=
            amount),
      }
    },
    histogram(name, { buckets = BUCKETS_MS, ...settings }) {
      const family = familyOf(name, 'histogram', settings)
      const empty = (): Buckets => ({
        bounds: buckets,
        counts: buckets.map(() => 0),
        sum: 0,
        count: 0,
      })
      return {
        record: (value, attributes) =>
          count(seriesOf(family, labelsOf(service, attributes), empty), value),
      }
    },
    gauge(name, { attributes, ...settings }, read) {
      const { series } = familyOf(name, 'gauge', settings)
      const labels = labelsOf(service, attributes)
      const reader = { read }
      series.set(labels, reader)
      return {
        [Symbol.dispose]: () => void (series.get(labels) === reader && series.delete(labels)),
      }
    },
  }
}

/** All metrics of this process in the Prometheus text format 0.0.4. */
export async function metricsText(): Promise<string> {
  return [...registry().values()].map(familyText).join('')
}

function count(into: Buckets, value: number): void {
  const bucket = into.bounds.findIndex((bound) => value <= bound)
  if (bucket >= 0) into.counts[bucket] = (into.counts[bucket] ?? 0) + 1
  into.sum += value
  into.count += 1
}

function familyOf(name: string, kind: Kind, { unit, description }: MetricSettings): Family<Series> {
  const present = registry().get(name)
  if (present && present.kind !== kind)
    throw new Error(`metric ${name} is a ${present.kind} already and cannot be a ${kind}`)
  const family = present ?? {
    name,
    kind,
    help: `${description} Unit: ${unit}.`.replaceAll('\n', ' '),
    series: new Map(),
  }
  registry().set(name, family)
  return family
}

/**
 * Kept on globalThis, like OpenTelemetry's own registrations: one per process, however often this
 * module is loaded.
 */
function registry(): Registry {
  const place = globalThis as { [REGISTRY]?: Registry }
  return (place[REGISTRY] ??= new Map())
}
