// Counts the codes sent, in Postgres: the counters of record behind the caps. The only file that
// knows the table.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { Counter } from '../domain/limits/counter.ts'
import type { CounterUse } from '../usecases/hold-send-budget.ts'
import type { DB } from './schema.gen.ts'

export const sendCounter = (tx: Tx<DB>) => ({
  async lock(counters: readonly Counter[]): Promise<void> {
    // All locks in one order (the subquery's), so that two requests that share a number and a
    // device cannot wait for each other.
    const subjects = counters.map(({ subject }) => subject)
    await sql`select pg_advisory_xact_lock(hashtextextended(subject, 2))
      from (select unnest(${subjects}::text[]) as subject order by 1) sorted`.execute(tx)
  },

  async useOf(counters: readonly Counter[], now: Date): Promise<CounterUse[]> {
    const caps = counters.flatMap(({ name, subject, caps: each }) =>
      each.map((cap) => ({ name, subject, cap })),
    )
    const subjects = caps.map(({ subject }) => subject)
    const windows = caps.map(({ cap }) => new Date(now.getTime() - cap.perMs).toISOString())
    const skipped = caps.map(({ cap }) => cap.max - 1)
    const { rows } = await sql<{ filled_at: Date | null }>`
      select (
        select at from otp_send where otp_send.subject = cap.subject and at > cap.since
        order by at desc offset cap.skipped limit 1
      ) as filled_at
      from unnest(${subjects}::text[], ${windows}::timestamptz[], ${skipped}::int[])
        with ordinality as cap (subject, since, skipped, nth)
      order by nth`.execute(tx)
    return caps.map(({ name, cap }, nth) => ({
      name,
      cap,
      filledAt: rows[nth]?.filled_at ?? undefined,
    }))
  },

  async count(counters: readonly Counter[], now: Date): Promise<void> {
    if (counters.length === 0) return
    const rows = counters.map(({ subject, caps }) => ({
      subject,
      at: now,
      due_at: new Date(now.getTime() + Math.max(...caps.map((cap) => cap.perMs))),
    }))
    await tx.insertInto('otp_send').values(rows).execute()
  },
})
