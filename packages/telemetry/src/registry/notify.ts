// Metrics of notify.
import type { MetricGroup } from './metric.ts'

export const NOTIFY_METRICS = {
  notify_sends_total: {
    kind: 'counter',
    unit: '{message}',
    description: 'Messages passed to providers.',
    attributes: ['channel', 'provider', 'outcome'],
  },
  notify_deliveries_total: {
    kind: 'counter',
    unit: '{delivery}',
    description: 'Notifications that were passed on, wait for another try (once each), or failed.',
    attributes: ['channel', 'purpose', 'outcome'],
  },
  notify_delivery_overdue_ms: {
    kind: 'gauge',
    unit: 'ms',
    description: 'For how long the notification that waits longest is late to go out.',
    attributes: [],
  },
  notify_receipts_total: {
    kind: 'counter',
    unit: '{receipt}',
    description: 'Receipts of providers, by what they said or why they had no effect.',
    attributes: ['provider', 'outcome'],
  },
  notify_delivered_ratio: {
    kind: 'gauge',
    unit: '1',
    description: 'Share of results of the window that were deliveries, as of its last send.',
    attributes: ['channel', 'provider'],
  },
} as const satisfies MetricGroup
