// Metrics of media-iq.
import type { MetricGroup } from './metric.ts'

export const MEDIA_IQ_METRICS = {
  media_jobs: {
    kind: 'gauge',
    unit: '{job}',
    description: 'Pictures waiting or being worked on.',
    attributes: [],
  },
  media_job_age_ms: {
    kind: 'gauge',
    unit: 'ms',
    description: 'How long the oldest waiting picture has waited.',
    attributes: [],
  },
  media_decode_ms: {
    kind: 'histogram',
    unit: 'ms',
    description: 'Time of one picture in the decoder process.',
    attributes: [],
  },
  media_decoder_died_total: {
    kind: 'counter',
    unit: '{process}',
    description: 'Decoder processes that crashed or had to be killed.',
    attributes: [],
  },
  media_refused_total: {
    kind: 'counter',
    unit: '{media}',
    description: 'Pictures refused.',
    attributes: ['code'],
  },
  media_attempt_failed_total: {
    kind: 'counter',
    unit: '{attempt}',
    description: 'Attempts at a picture that failed and will be repeated.',
    attributes: [],
  },
  media_attached_too_late_total: {
    kind: 'counter',
    unit: '{media}',
    description: 'Pictures removed before the event of their listing arrived.',
    attributes: [],
  },
} as const satisfies MetricGroup
