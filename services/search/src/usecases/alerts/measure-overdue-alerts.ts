// For how long the alert that waits longest should have been out: what somebody is woken by.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PendingMatches } from './stores.ts'

export type MeasureOverdueAlertsDeps = {
  clock: Clock
  inTransaction: InTransaction<{ pending: PendingMatches }>
}

/** Milliseconds; 0 while none is late. Reads one entry of an index. */
export function measureOverdueAlerts({ clock, inTransaction }: MeasureOverdueAlertsDeps) {
  return async function measureOverdueAlerts(): Promise<number> {
    const first = await inTransaction({ system: 'hand-over-alerts' }, ({ pending }) =>
      pending.firstDueAt(),
    )
    return first ? Math.max(0, clock.now().getTime() - first.getTime()) : 0
  }
}
