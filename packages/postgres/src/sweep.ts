// Deadlines of the business: rows that are due are taken in batches until none is left, again and again.
import { repeat } from '@pk-auto/lifecycle/repeat'
import type { Database } from './database.ts'

export type SweepOptions = {
  service: string
  /** What is swept, for logs and metrics. */
  name: string
  everyMs: number
  /** Handles one batch in its own transaction (`for update skip locked`, re-checked against state) and returns how many rows it had. */
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

/** Makes coming partitions of outbox and inbox and drops those older than `keptDays`. */
export const startHousekeeping = (database: Database, keptDays: number) =>
  startSweep({
    service: database.service,
    name: 'days',
    everyMs: 6 * 3_600_000,
    batch: async () => {
      await database.asWorker(`select app.keep_days(3, ${Math.trunc(keptDays)})`)
      return 0
    },
  })
