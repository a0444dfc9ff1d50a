// Notices when the event loop of a process stands still: nobody is answered then, and no probe says
// whose fault it is.
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'

/** A look a second costs an idle process nothing that can be measured. */
const LOOK_EVERY_MS = 1_000
/** Garbage collection and a first compilation stay below. */
const STALLED_MS = 500

/**
 * A timer that comes more than half a second late is logged as `process.stalled` with its lateness,
 * and counted under the service's name. It keeps no process alive.
 */
export function watchStalls(
  service: string,
  { everyMs = LOOK_EVERY_MS, stalledMs = STALLED_MS } = {},
): Disposable {
  const log = loggerFor(service)
  const stalls = metricsFor(service).histogram('process_stalled_ms')
  let expected = performance.now() + everyMs
  const timer = setInterval(() => {
    const now = performance.now()
    const late = now - expected
    expected = now + everyMs
    if (late < stalledMs) return
    stalls.record(late)
    log.warn({ event: 'process.stalled', ms: Math.round(late) }, 'the event loop stood still')
  }, everyMs)
  timer.unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
