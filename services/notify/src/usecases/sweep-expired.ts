// Rows that have served: sandbox messages after their hour, records of sends after their days.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'

const BATCH = 500

export type SweepExpiredDeps = {
  clock: Clock
  inTransaction: InTransaction<{ expired: { remove(now: Date, limit: number): Promise<number> } }>
}

/**
 * Removes one batch of each kind and returns how many rows went; 0 = done for now. Several
 * processes may sweep at once.
 */
export function sweepExpired(deps: SweepExpiredDeps) {
  return function sweepExpired(): Promise<number> {
    return deps.inTransaction({ system: 'sweep' }, ({ expired }) =>
      expired.remove(deps.clock.now(), BATCH),
    )
  }
}
