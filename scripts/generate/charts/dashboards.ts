// Dashboards of Grafana: what people may count on, and one page that shows any service the same
// way.
import type { Generated } from '../generated.ts'
import { checked } from './metric-names.ts'
import { OBJECTIVES } from './objectives.ts'

type Unit = 'ms' | 'ops' | 'short' | 'percentunit'
type Graph = {
  readonly title: string
  readonly unit: Unit
  /** Legend → query. */
  readonly lines: Readonly<Record<string, string>>
}

const OF = 'service=~"$service"'
const rate = (metric: string, by: string, labels = ''): string =>
  `sum by (${by}) (rate(${metric}{${OF}${labels}}[$__rate_interval]))`
const p99 = (metric: string, by: string): string =>
  `histogram_quantile(0.99, sum by (le, ${by}) (rate(${metric}_bucket{${OF}}[$__rate_interval])))`

/** Rate, errors and duration of what it answers, then what it waits for. */
const ANY_SERVICE: readonly Graph[] = [
  {
    title: 'Calls answered',
    unit: 'ops',
    lines: { '{{rpc}}': rate('rpc_server_duration_ms_count', 'rpc') },
  },
  {
    title: 'Calls that went wrong',
    unit: 'ops',
    lines: {
      '{{rpc}} {{outcome}}': rate('rpc_server_duration_ms_count', 'rpc, outcome', ',outcome!="ok"'),
    },
  },
  {
    title: 'Calls, 99th percentile',
    unit: 'ms',
    lines: { '{{rpc}}': p99('rpc_server_duration_ms', 'rpc') },
  },
  {
    title: 'Requests answered',
    unit: 'ops',
    lines: { '{{route}}': rate('http_server_duration_ms_count', 'route') },
  },
  {
    title: 'Requests answered by a server error',
    unit: 'ops',
    lines: { '{{route}}': rate('http_server_duration_ms_count', 'route', ',status=~"5.."') },
  },
  {
    title: 'Requests, 99th percentile',
    unit: 'ms',
    lines: { '{{route}}': p99('http_server_duration_ms', 'route') },
  },
  {
    title: 'Behind the topics',
    unit: 'short',
    lines: { '{{topic}}': `max by (topic) (kafka_consumer_lag{${OF}})` },
  },
  {
    title: 'Age of events when handled, 99th percentile',
    unit: 'ms',
    lines: { '{{topic}}': p99('kafka_event_age_ms', 'topic') },
  },
  {
    title: 'Put aside, and partitions that wait',
    unit: 'short',
    lines: {
      'lying {{topic}}': `max by (topic) (kafka_dead_letters{${OF}})`,
      'aside {{topic}}': rate('kafka_events_consumed_total', 'topic', ',outcome="dead"'),
      'waiting {{topic}}': `max by (topic) (kafka_partitions_paused{${OF}})`,
    },
  },
  {
    title: 'Oldest event in the outbox',
    unit: 'ms',
    lines: { '{{service}}': `max by (service) (outbox_age_ms{${OF}})` },
  },
  {
    title: 'Waiting for the database',
    unit: 'short',
    lines: { '{{service}}': `max by (service) (postgres_pool_waiting{${OF}})` },
  },
  {
    title: 'Event loop stood still',
    unit: 'ms',
    lines: { '{{service}}': rate('process_stalled_ms_sum', 'service') },
  },
]

const PEOPLE: readonly Graph[] = [
  ...OBJECTIVES.map(({ name, promise, share, errors }) => ({
    title: `${promise} (${share * 100} %)`,
    unit: 'percentunit' as const,
    lines: { 'went wrong': errors.replaceAll('[W]', '[$__rate_interval]'), [name]: `${1 - share}` },
  })),
  {
    title: 'Steps of signing in',
    unit: 'ops',
    lines: {
      '{{event}} {{detail}}':
        'sum by (event, detail) (rate(identity_security_events_total[$__rate_interval]))',
    },
  },
  {
    title: 'Codes and notices that arrived',
    unit: 'percentunit',
    lines: { '{{channel}} {{provider}}': 'min by (channel, provider) (notify_delivered_ratio)' },
  },
  {
    title: 'Notifications by what became of them',
    unit: 'ops',
    lines: {
      '{{channel}} {{outcome}}':
        'sum by (channel, outcome) (rate(notify_deliveries_total[$__rate_interval]))',
    },
  },
  {
    title: 'Alerts of saved searches and notifications, how late',
    unit: 'ms',
    lines: {
      alerts: 'max(search_alert_overdue_ms)',
      notifications: 'max(notify_delivery_overdue_ms)',
    },
  },
  {
    title: 'Open sockets',
    unit: 'short',
    lines: { '{{service}}': 'sum by (service) (live_sockets)' },
  },
  {
    title: 'Photos waiting',
    unit: 'short',
    lines: { photos: 'max(media_jobs)' },
  },
  {
    title: 'Searches, 99th percentile',
    unit: 'ms',
    lines: {
      search: 'histogram_quantile(0.99, sum by (le) (rate(search_ms_bucket[$__rate_interval])))',
    },
  },
]

const SERVICE_CHOICE = {
  name: 'service',
  type: 'query',
  query: 'label_values(rpc_server_duration_ms_count, service)',
  includeAll: true,
  multi: true,
  refresh: 2,
}

export async function generateDashboards(): Promise<Generated> {
  return new Map([
    fileOf('people', 'What people may count on', PEOPLE, []),
    fileOf('services', 'Any service', ANY_SERVICE, [SERVICE_CHOICE]),
  ])
}

function fileOf(
  uid: string,
  title: string,
  graphs: readonly Graph[],
  variables: readonly object[],
): [string, string] {
  const dashboard = {
    ...{ uid: `pk-auto-${uid}`, title: `pk-auto: ${title}`, tags: ['pk-auto'] },
    ...{ schemaVersion: 41, editable: false, refresh: '30s', time: { from: 'now-6h', to: 'now' } },
    templating: { list: variables },
    panels: graphs.map(panelOf),
  }
  return [`charts/pk-auto/files/dashboards/${uid}.json`, `${JSON.stringify(dashboard, null, 1)}\n`]
}

const [ACROSS, WIDE, HIGH] = [3, 8, 7]

function panelOf({ title, unit, lines }: Graph, at: number): object {
  return {
    ...{ id: at + 1, type: 'timeseries', title },
    datasource: { type: 'prometheus' },
    gridPos: { w: WIDE, h: HIGH, x: (at % ACROSS) * WIDE, y: Math.floor(at / ACROSS) * HIGH },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    targets: Object.entries(lines).map(([legendFormat, expr], i) => ({
      ...{ refId: String.fromCharCode(65 + i), legendFormat },
      expr: checked(title, expr),
    })),
  }
}
