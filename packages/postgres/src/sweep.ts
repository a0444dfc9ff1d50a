// Sweeps: rows that are due are handled in batches until none is left, at a steady interval.
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

/** Rows deleted in one statement: far fewer than the statement timeout allows. */
const DELETED_AT_ONCE = 1_000

/**
 * Creates the coming partitions of outbox and inbox, drops those older than `retentionDays`, and
 * deletes stored replies of that age. An event that is not sent yet is never dropped.
 */
export const startHousekeeping = (database: Database, retentionDays: number) =>
  startSweep({
    service: database.service,
    name: 'days',
    everyMs: 6 * 3_600_000,
    batch: async () => {
      const days = Math.trunc(retentionDays)
      await database.asWorker(`select app.retain_days(3, ${days})`)
      const [row] = await database.asWorker<{ deleted: number }>(
        `select app.delete_expired(${days}, ${DELETED_AT_ONCE}) as deleted`,
      )
      return row?.deleted ?? 0
    },
  })
