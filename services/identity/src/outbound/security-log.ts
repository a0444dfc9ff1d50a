// Security events as log lines and counters.
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type { Report, SecurityEvent } from '../domain/security-event.ts'

const SUSPICIOUS: ReadonlySet<string> = new Set(['token-reused', 'other-device'])

function detailOf(event: SecurityEvent): string {
  if ('reason' in event) return event.reason
  if ('outcome' in event) return event.outcome
  if ('by' in event) return event.by
  return 'channel' in event ? event.channel : ''
}

function isWorrying(event: SecurityEvent): boolean {
  if (event.event === 'otp.limited') return event.by === 'all'
  if (event.event === 'otp.send_unknown') return true
  return event.event === 'otp.send_failed' || ('reason' in event && SUSPICIOUS.has(event.reason))
}

export function securityLog(service: string): Report {
  const log = loggerFor(service)
  const counted = metricsFor(service).counter('identity_security_events_total')
  // There from the start, so that an alert sees the first refusal as a rise.
  counted.add(0, { event: 'otp.limited', detail: 'all' })
  return (event) => {
    const { event: name, ...facts } = event
    counted.add(1, { event: name, detail: detailOf(event) })
    log[isWorrying(event) ? 'warn' : 'info']({ event: name, ...facts })
  }
}
