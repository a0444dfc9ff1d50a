// Refuses what matters least while everybody waits for this process, so that what matters most is
// still answered in time.
import { metricsFor } from '@pk-auto/telemetry/metrics'
import { errors } from '../errors.ts'
import type { Priority } from './priority.ts'
import { type StandingWait, standingWait } from './standing-wait.ts'

/**
 * Milliseconds of waiting that stands, above which the priority is refused. Calls between services
 * have 2 s, pages wait 5 s: whoever would not be answered in time any more is refused at once.
 */
const BEARS_MS: Readonly<Record<Priority, number>> = {
  bulk: 500,
  normal: 1_500,
  live: 2_500,
  critical: 5_000,
}
/** Not all come back in the same moment. */
const COME_BACK = { afterMs: 1_000, withinMs: 2_000 }

export type Shedding = {
  /**
   * The result is to be called once, when it is answered. @throws OVERLOADED (unavailable), with
   * when to come back
   */
  readonly take: (priority: Priority) => () => void
}

/** `wait` is for tests. One per server; counted under the service's name. */
export function shedding(service: string, wait: StandingWait = standingWait()): Shedding {
  const shed = metricsFor(service).counter('requests_shed_total')
  return {
    take(priority) {
      if (wait.ms() <= BEARS_MS[priority]) return wait.enter()
      shed.add(1, { priority })
      const retryAfterMs = COME_BACK.afterMs + Math.random() * COME_BACK.withinMs
      throw errors.OVERLOADED({ priority }, { retryAfterMs: Math.round(retryAfterMs) })
    },
  }
}
