// Queries of Prometheus name only metrics that somebody exposes.
import { METRICS } from '@pk-auto/telemetry/registry/metrics'

/** A histogram has three series of its name. */
const SERIES = /\b([a-z]+(?:_[a-z]+)+)(?=[{[ )]|$)/g
const NOT_METRICS = /_over_time$/

/** @throws Error naming a metric that nothing exposes */
export function checked(place: string, expression: string): string {
  const withoutLabels = expression.replaceAll(/\{[^}]*\}/g, '')
  for (const [, series = ''] of withoutLabels.matchAll(SERIES)) {
    const metric = series.replace(/_(bucket|sum|count)$/, '')
    if (NOT_METRICS.test(series) || series in METRICS || metric in METRICS) continue
    throw new Error(`${place}: ${series} is no metric of packages/telemetry/src/registry`)
  }
  return expression
}
