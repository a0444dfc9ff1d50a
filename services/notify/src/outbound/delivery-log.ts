// What became of each delivery, as a counter: never to whom, never what.
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type { DeliverDueDeps } from '../usecases/deliveries/deliver-due.ts'

export function deliveryLog(service: string): DeliverDueDeps['report'] {
  const deliveries = metricsFor(service).counter('notify_deliveries_total')
  return (event) => deliveries.add(1, event)
}
