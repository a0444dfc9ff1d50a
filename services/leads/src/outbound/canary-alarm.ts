// Says that the number of a canary was revealed: to operators, and nothing about by whom. The
// ledger knows.
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type { ListingId } from '../domain/ids.ts'

export type Canaries = Disposable & {
  readonly isCanary: (listing: ListingId) => boolean
  readonly alarm: (listing: ListingId) => void
}

/** How many there are is shown until disposed of: with none the alarm is never raised. */
export function watchCanaries(service: string, ids: readonly string[]): Canaries {
  const known = new Set(ids)
  const log = loggerFor(service)
  const metrics = metricsFor(service)
  const counted = metrics.counter('leads_canary_reveals_total')
  const shown = metrics.gauge('leads_canaries', () => known.size)
  return {
    isCanary: (listing) => known.has(listing),
    alarm(listingId) {
      counted.add(1)
      log.warn({ event: 'reveal.canary', listingId })
    },
    [Symbol.dispose]: () => shown[Symbol.dispose](),
  }
}
