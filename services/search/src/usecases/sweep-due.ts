// Indexes what was left behind: Elasticsearch was away, or a process died between its commit and
// its write.
import type { Clock } from '@pk-auto/kernel/clock'
import { isTransient } from '@pk-auto/kernel/domain-error'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { DueDocs } from './index-docs.ts'

export type SweepDueDeps = {
  clock: Clock
  inTransaction: InTransaction<{ due: DueDocs }>
  index: (ids: readonly string[]) => Promise<number>
  /** Younger documents are on their way by the queue. */
  graceMs: number
  /** Called with what waits at each look. */
  reportDue: (waiting: Awaited<ReturnType<DueDocs['waiting']>>) => void
}

const BATCH = 500
const SYSTEM = { system: 'sweep-due' }

/**
 * One batch; returns how many documents reached the index. 0 while Elasticsearch is away: the next
 * round tries again.
 */
export function sweepDue(deps: SweepDueDeps) {
  return async function sweepDue(): Promise<number> {
    const waiting = await deps.inTransaction(SYSTEM, ({ due }) => due.waiting())
    deps.reportDue(waiting)
    if (waiting.count === 0) return 0
    const before = new Date(deps.clock.now().getTime() - deps.graceMs)
    const ids = await deps.inTransaction(SYSTEM, ({ due }) => due.oldest(BATCH, before))
    if (ids.length === 0) return 0
    try {
      return await deps.index(ids)
    } catch (error) {
      if (isTransient(error)) return 0
      throw error
    }
  }
}
