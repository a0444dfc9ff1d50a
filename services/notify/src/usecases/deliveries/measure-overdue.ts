// For how long the delivery that waits longest should have been looked at: what somebody is woken
// by.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Deliveries } from '../news/stores.ts'

export type MeasureOverdueDeps = {
  clock: Clock
  inTransaction: InTransaction<{ deliveries: Deliveries }>
}

/**
 * Milliseconds; 0 while none is late. One that waits for the morning, for its next try or for a
 * service that is away is not. Reads one entry of an index.
 */
export function measureOverdue({ clock, inTransaction }: MeasureOverdueDeps) {
  return async function measureOverdue(): Promise<number> {
    const first = await inTransaction({ system: 'notify.deliver' }, ({ deliveries }) =>
      deliveries.firstAt(),
    )
    return first ? Math.max(0, clock.now().getTime() - first.getTime()) : 0
  }
}
