// What must be declared about a metric before anybody can use it.
import type { AttributeName } from './attributes.ts'

export type MetricKind = 'counter' | 'gauge' | 'histogram'

export type MetricDefinition = {
  readonly kind: MetricKind
  /** UCUM, as OpenTelemetry writes units: `ms`, `{event}`. */
  readonly unit: string
  /** One sentence. */
  readonly description: string
  /** The labels of every series, in the order they are exposed; `service` comes before them. */
  readonly attributes: readonly AttributeName[]
}

/**
 * Names are snake_case and exposed as written: a counter ends in `_total`, a time in `_ms`.
 */
export type MetricGroup = Readonly<Record<string, MetricDefinition>>
