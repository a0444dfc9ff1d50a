// The order that scripts/run-load hands to k6 by its environment, as options of k6.
import type { Options } from 'k6/options'
import type { Load } from '../plan/limits.ts'
import { planOf } from '../plan/plan.ts'

const { AT, PHOTOS, RATE, SECONDS, P95_MS } = __ENV

/** Of the gateway, without a path. */
export const address = (): string => {
  if (AT === undefined) throw new Error('AT is missing: scripts/run-load starts this')
  return AT
}

/** Of a photo as answers name it, by its path; undefined where none are served. */
export const photoAddress = (path: string | undefined): string | undefined =>
  path === undefined || PHOTOS === undefined ? undefined : PHOTOS + path

export const optionsOf = (load: Load): Options => ({
  ...(planOf({
    load,
    rate: Number(RATE ?? 1),
    seconds: Number(SECONDS ?? 30),
    ...(P95_MS !== undefined && { p95Ms: Number(P95_MS) }),
  }) as Options),
  setupTimeout: '120s',
  summaryTrendStats: ['med', 'p(95)', 'p(99)', 'max', 'count'],
  userAgent: 'pk-auto load',
})
