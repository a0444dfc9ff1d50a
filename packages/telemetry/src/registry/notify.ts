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
    description: 'Notifications that were passed on, or failed, by channel.',
    attributes: ['channel', 'purpose', 'outcome'],
  },
} as const satisfies MetricGroup
