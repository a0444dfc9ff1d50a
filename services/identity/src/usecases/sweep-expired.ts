// Deletes rows nobody needs any more: expired codes, sends past their counting window, old proofs,
// expired tokens, and sessions that can no longer be refreshed.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'

const BATCH = 500

export type SweepExpiredDeps = {
  clock: Clock
  inTransaction: InTransaction<{ expired: { remove(now: Date, limit: number): Promise<number> } }>
}

/**
 * Deletes one batch of each kind and returns how many rows that were; 0 = done for now. Several
 * processes may sweep at once.
 */
export function sweepExpired(deps: SweepExpiredDeps) {
  return function sweepExpired(): Promise<number> {
    return deps.inTransaction({ system: 'sweep' }, ({ expired }) =>
      expired.remove(deps.clock.now(), BATCH),
    )
  }
}
