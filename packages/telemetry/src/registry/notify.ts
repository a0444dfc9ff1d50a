// Metrics of notify.
import type { MetricGroup } from './metric.ts'

export const NOTIFY_METRICS = {
  notify_sends_total: {
    kind: 'counter',
    unit: '{message}',
    description: 'Messages passed to providers.',
    attributes: ['channel', 'provider', 'outcome'],
  },
} as const satisfies MetricGroup
