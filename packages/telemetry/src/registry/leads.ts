// Metrics of leads.
import type { MetricGroup } from './metric.ts'

export const LEADS_METRICS = {
  leads_canary_reveals_total: {
    kind: 'counter',
    unit: '{reveal}',
    description: 'Numbers of listings that no buyer has a reason to look for, shown to somebody.',
    attributes: [],
  },
} as const satisfies MetricGroup
