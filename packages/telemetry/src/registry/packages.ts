// Metrics that every service and gateway has, because a shared package counts them.
import type { MetricGroup } from './metric.ts'

export const PACKAGE_METRICS = {
  http_server_duration_ms: {
    kind: 'histogram',
    unit: 'ms',
    description: 'Time to answer a request.',
    attributes: ['route', 'status'],
  },
  rpc_server_duration_ms: {
    kind: 'histogram',
    unit: 'ms',
    description: 'Time to answer a call.',
    attributes: ['rpc', 'outcome'],
  },
  rpc_client_retries_total: {
    kind: 'counter',
    unit: '{call}',
    description: 'Calls sent a second time.',
    attributes: ['rpc'],
  },
  rpc_client_breaker_open: {
    kind: 'gauge',
    unit: '1',
    description: 'Whether calls to a service are held back, since the last ones had no answer.',
    attributes: ['target'],
  },
  rpc_client_held_back_total: {
    kind: 'counter',
    unit: '{call}',
    description: 'Calls that were not made while the breaker was open.',
    attributes: ['target'],
  },
  requests_shed_total: {
    kind: 'counter',
    unit: '{request}',
    description: 'Requests and calls refused because the process had too much to do.',
    attributes: ['priority'],
  },
  postgres_pool_waiting: {
    kind: 'gauge',
    unit: '{request}',
    description: 'Requests waiting for a connection to the database.',
    attributes: [],
  },
  postgres_disk_full_total: {
    kind: 'counter',
    unit: '{transaction}',
    description: 'Transactions that Postgres refused because its disk is full.',
    attributes: [],
  },
  postgres_backup_age_ms: {
    kind: 'gauge',
    unit: 'ms',
    description: 'Age of the newest base backup of the database server.',
    attributes: [],
  },
  postgres_archive_failing_ms: {
    kind: 'gauge',
    unit: 'ms',
    description: 'For how long nothing of the database’s log was stored; 0 while it is.',
    attributes: [],
  },
  outbox_sent_total: {
    kind: 'counter',
    unit: '{event}',
    description: 'Events carried from the outbox to the broker.',
    attributes: [],
  },
  process_stalled_ms: {
    kind: 'histogram',
    unit: 'ms',
    description: 'How long the event loop stood still, for every half second and more.',
    attributes: [],
  },
  outbox_age_ms: {
    kind: 'gauge',
    unit: 'ms',
    description: 'How long the oldest unsent event has waited; bulk is not counted.',
    attributes: [],
  },
  kafka_events_published_total: {
    kind: 'counter',
    unit: '{event}',
    description: 'Events acknowledged by Kafka.',
    attributes: ['topic'],
  },
  kafka_events_consumed_total: {
    kind: 'counter',
    unit: '{event}',
    description: 'Events taken from a topic.',
    attributes: ['topic', 'outcome'],
  },
  kafka_event_age_ms: {
    kind: 'histogram',
    unit: 'ms',
    description: 'From the time of an event to the end of its handling.',
    attributes: ['topic'],
  },
  kafka_consumer_lag: {
    kind: 'gauge',
    unit: '{event}',
    description: 'Events behind the end of the topic.',
    attributes: ['topic'],
  },
  kafka_partitions_paused: {
    kind: 'gauge',
    unit: '{partition}',
    description: 'Partitions that wait for a dependency.',
    attributes: ['topic'],
  },
  errors_sent_total: {
    kind: 'counter',
    unit: '{error}',
    description: 'Unexpected errors that the error sink took.',
    attributes: [],
  },
  errors_dropped_total: {
    kind: 'counter',
    unit: '{error}',
    description: 'Unexpected errors that did not reach the error sink; the log has them.',
    attributes: ['reason'],
  },
  client_errors_total: {
    kind: 'counter',
    unit: '{error}',
    description: 'Errors that pages and web servers reported to a gateway.',
    attributes: ['part'],
  },
  experiment_exposures_total: {
    kind: 'counter',
    unit: '{exposure}',
    description: 'Answers that a device got in a variant of an experiment under way.',
    attributes: ['flag', 'variant'],
  },
  flags_broken: {
    kind: 'gauge',
    unit: '1',
    description: 'Whether the file of flags cannot be read: then every flag has its default.',
    attributes: [],
  },
  live_sockets: {
    kind: 'gauge',
    unit: '{socket}',
    description: 'Open sockets of clients.',
    attributes: [],
  },
} as const satisfies MetricGroup
