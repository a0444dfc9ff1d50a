// Sends as log lines and counters: the way, the driver and the outcome, never the number or the
// text.
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type { SendNowDeps } from '../usecases/send-now.ts'

export function sendLog(service: string): SendNowDeps['reportSend'] {
  const log = loggerFor(service)
  const sends = metricsFor(service).counter('notify_sends_total')
  return ({ event, channel, provider, outcome }) => {
    sends.add(1, { channel, provider, outcome })
    log[outcome === 'failed' ? 'warn' : 'info']({ event, channel, provider, outcome })
  }
}
