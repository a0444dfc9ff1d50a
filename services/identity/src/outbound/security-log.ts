// Security events as log lines and counters.
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type { Report } from '../domain/security-event.ts'

const SUSPICIOUS = new Set(['token-reused', 'other-device'])

export function securityLog(service: string): Report {
  const log = loggerFor(service)
  const counted = metricsFor(service).counter('identity_security_events_total')
  return (event) => {
    const { event: name, ...facts } = event
    const detail =
      'reason' in event
        ? event.reason
        : 'outcome' in event
          ? event.outcome
          : 'channel' in event
            ? event.channel
            : ''
    counted.add(1, { event: name, detail })
    const worry = name === 'otp.send_failed' || ('reason' in event && SUSPICIOUS.has(event.reason))
    log[worry ? 'warn' : 'info']({ event: name, ...facts })
  }
}
