// Says that the number of a canary was revealed: to operators, and nothing about by whom. The
// ledger knows.
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type { ListingId } from '../domain/ids.ts'

export function canaryAlarm(service: string): (listing: ListingId) => void {
  const log = loggerFor(service)
  const counted = metricsFor(service).counter('leads_canary_reveals_total')
  return (listingId) => {
    counted.add(1)
    log.warn({ event: 'reveal.canary', listingId })
  }
}
