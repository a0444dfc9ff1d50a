// Metrics of identity.
import type { MetricGroup } from './metric.ts'

export const IDENTITY_METRICS = {
  identity_security_events_total: {
    kind: 'counter',
    unit: '{event}',
    description: 'Steps of signing in and out, by what came of them.',
    attributes: ['event', 'detail'],
  },
} as const satisfies MetricGroup
