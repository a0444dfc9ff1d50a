// Who saw which number is forgotten after its days, one batch at a time.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'

export type SweepRevealsDeps = {
  clock: Clock
  revealRetentionMs: number
  inTransaction: InTransaction<{
    oldReveals: { remove(before: Date, limit: number): Promise<number> }
  }>
}

const BATCH = 500

/** Returns how many are gone; several processes may sweep at once. */
export function sweepReveals({ clock, revealRetentionMs, inTransaction }: SweepRevealsDeps) {
  return async function sweepReveals(): Promise<number> {
    const before = new Date(clock.now().getTime() - revealRetentionMs)
    return inTransaction({ system: 'leads.sweep-reveals' }, ({ oldReveals }) =>
      oldReveals.remove(before, BATCH),
    )
  }
}
