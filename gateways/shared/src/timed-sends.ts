// How long what people say takes to be acknowledged, and what came of it: by socket and by HTTP
// alike, because a device without a socket sends by HTTP and its person waits just the same.
import { DomainError, isTransient } from '@pk-auto/kernel/domain-error'
import { metricsFor } from '@pk-auto/telemetry/metrics'

/** Runs it and measures it; what it rejects with is passed on. */
export type TimedSends = <T>(send: () => Promise<T>) => Promise<T>

export function timedSends(service: string): TimedSends {
  const took = metricsFor(service).histogram('chat_send_ms')
  return async (send) => {
    const began = performance.now()
    let outcome = 'ok'
    try {
      return await send()
    } catch (error) {
      outcome = isOurs(error) ? 'failed' : 'refused'
      throw error
    } finally {
      took.record(performance.now() - began, { outcome })
    }
  }
}

/** As against what is wrong with the message, or too many of them. */
const isOurs = (error: unknown): boolean =>
  !(error instanceof DomainError) || isTransient(error) || error.kind === 'internal'
