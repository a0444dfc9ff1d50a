// Metrics of leads.
import type { MetricGroup } from './metric.ts'

export const LEADS_METRICS = {
  leads_canaries: {
    kind: 'gauge',
    unit: '{listing}',
    description: 'Listings of our own that no buyer has a reason to look for.',
    attributes: [],
  },
  leads_canary_reveals_total: {
    kind: 'counter',
    unit: '{reveal}',
    description: 'Numbers of listings that no buyer has a reason to look for, shown to somebody.',
    attributes: [],
  },
} as const satisfies MetricGroup
