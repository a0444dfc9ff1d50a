// Metrics of search.
import type { MetricGroup } from './metric.ts'

export const SEARCH_METRICS = {
  search_ms: {
    kind: 'histogram',
    unit: 'ms',
    description: 'Time to answer a search, refused and failed ones included.',
    attributes: [],
  },
  search_changes_total: {
    kind: 'counter',
    unit: '{change}',
    description: 'Changes of ads that must reach the index; another one meanwhile is not counted.',
    attributes: [],
  },
  search_findable_ms: {
    kind: 'histogram',
    unit: 'ms',
    description: 'From a change of an ad to the acknowledgement of the index.',
    attributes: [],
  },
  search_index_due: {
    kind: 'gauge',
    unit: '{document}',
    description: 'Documents whose newest version the index has not confirmed.',
    attributes: [],
  },
  search_index_age_ms: {
    kind: 'gauge',
    unit: 'ms',
    description: 'How long the oldest of the due documents has waited.',
    attributes: [],
  },
  search_alert_overdue_ms: {
    kind: 'gauge',
    unit: 'ms',
    description: 'For how long the alert of a saved search that waits longest is late.',
    attributes: [],
  },
  search_documents_refused_total: {
    kind: 'counter',
    unit: '{document}',
    description: 'Documents the index refused for their own sake.',
    attributes: [],
  },
  search_index_rebuilds_total: {
    kind: 'counter',
    unit: '{rebuild}',
    description: 'Times the index was built anew.',
    attributes: [],
  },
} as const satisfies MetricGroup
