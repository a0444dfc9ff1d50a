// Queries of Prometheus name only metrics that somebody exposes.
import { METRICS } from '@pk-auto/telemetry/registry/metrics'

/** A histogram has three series of its name. */
const SERIES = /\b([a-z]+(?:_[a-z]+)+)(?=[{[ )]|$)/g
const NOT_METRICS = /_over_time$/
/** Of others: the prober of addresses, kube-state-metrics, the operator of Postgres. */
const OF_OTHERS: ReadonlySet<string> = new Set([
  'probe_success',
  'kube_cronjob_created',
  'kube_cronjob_status_last_successful_time',
  'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp',
])

/** @throws Error naming a metric that nothing exposes */
export function checked(place: string, expression: string): string {
  const withoutLabels = expression.replaceAll(/\{[^}]*\}/g, '')
  for (const [, series = ''] of withoutLabels.matchAll(SERIES)) {
    const metric = series.replace(/_(bucket|sum|count)$/, '')
    if (NOT_METRICS.test(series) || OF_OTHERS.has(series)) continue
    if (series in METRICS || metric in METRICS) continue
    throw new Error(`${place}: ${series} is no metric of packages/telemetry/src/registry`)
  }
  return expression
}
