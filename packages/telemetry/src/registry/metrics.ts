// The registry of metrics: a name that is not listed here does not compile.
import type { AttributeValue } from './attributes.ts'
import { IDENTITY_METRICS } from './identity.ts'
import { LEADS_METRICS } from './leads.ts'
import { MEDIA_IQ_METRICS } from './media-iq.ts'
import type { MetricGroup, MetricKind } from './metric.ts'
import { NOTIFY_METRICS } from './notify.ts'
import { PACKAGE_METRICS } from './packages.ts'
import { SEARCH_METRICS } from './search.ts'

/** Owner → its metrics, in the order of docs/telemetry.md. */
export const METRIC_GROUPS: Readonly<Record<string, MetricGroup>> = {
  'every service': PACKAGE_METRICS,
  identity: IDENTITY_METRICS,
  leads: LEADS_METRICS,
  'media-iq': MEDIA_IQ_METRICS,
  notify: NOTIFY_METRICS,
  search: SEARCH_METRICS,
}

export const METRICS = {
  ...PACKAGE_METRICS,
  ...IDENTITY_METRICS,
  ...LEADS_METRICS,
  ...MEDIA_IQ_METRICS,
  ...NOTIFY_METRICS,
  ...SEARCH_METRICS,
}

type Registered = typeof METRICS

/** The names of one kind. */
export type MetricName<Kind extends MetricKind> = {
  [Name in keyof Registered]: Registered[Name]['kind'] extends Kind ? Name : never
}[keyof Registered]

/** The labels a series of this metric must be given: all of them, and no other. */
export type MetricAttributes<Name extends keyof Registered> = {
  readonly [Attribute in Registered[Name]['attributes'][number]]: AttributeValue
}
