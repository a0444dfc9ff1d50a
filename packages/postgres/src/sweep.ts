// Deadlines of the business: rows that are due are taken in batches until none is left, again and
// again.
import { repeat } from '@pk-auto/lifecycle/repeat'
import type { Database } from './database.ts'

export type SweepOptions = {
  service: string
  /** What is swept, for logs and metrics. */
  name: string
  everyMs: number
  /**
   * Handles one batch in its own transaction (`for update skip locked`, re-checked against state)
   * and returns how many rows it had.
   */
  batch: () => Promise<number>
}

export const startSweep = ({ service, name, everyMs, batch }: SweepOptions) =>
  repeat({
    name: `sweep.${name}`,
    service,
    everyMs,
    run: async (signal) => {
      while (!signal.aborted && (await batch()) > 0);
    },
  })

/** Rows forgotten in one statement: far below what the statement timeout allows. */
const FORGOTTEN_AT_ONCE = 1_000

/**
 * Makes coming partitions of outbox and inbox, drops those older than `keptDays`, and forgets
 * replies as old. An event that is not sent yet is never dropped.
 */
export const startHousekeeping = (database: Database, retentionDays: number) =>
  startSweep({
    service: database.service,
    name: 'days',
    everyMs: 6 * 3_600_000,
    batch: async () => {
      const days = Math.trunc(retentionDays)
      await database.asWorker(`select app.keep_days(3, ${days})`)
      const [row] = await database.asWorker<{ forgotten: number }>(
        `select app.forget(${days}, ${FORGOTTEN_AT_ONCE}) as forgotten`,
      )
      return row?.forgotten ?? 0
    },
  })
