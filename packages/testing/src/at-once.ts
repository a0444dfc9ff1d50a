// Work that really runs at the same moment. Calls that are merely started together queue for a cold
// connection pool and run one after the other, so that a race between them never happens.
import pg from 'pg'
import { until } from './until.ts'

export type Barrier = {
  database: { ownerUrl: string }
  /**
   * A table that every piece of work writes to or locks rows of. Plain reads pass the barrier:
   * whoever decides by an unlocked read has read before anybody writes.
   */
  table: string
  /**
   * How many transactions the service can have open: its pool less the connection that its relay
   * holds. Default 4.
   */
  connections?: number
}

/** Less than the 2 s for which a service waits for a lock. */
const ARRIVAL_MS = 1_500

/**
 * Starts `work` n times while the table is locked, waits until every connection of the service is
 * open and waits for that lock or for one who does, then releases all at once. Returns how each
 * ended, in order. @throws Error when too few arrive within 1.5 s
 */
export async function atOnce<T>(
  n: number,
  work: (nth: number) => Promise<T>,
  { database, table, connections = 4 }: Barrier,
): Promise<PromiseSettledResult<T>[]> {
  const arrivals = Math.min(n, connections)
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  const barrier = await owner.connect()
  try {
    await barrier.query('begin')
    await barrier.query(`lock table ${pg.escapeIdentifier(table)} in exclusive mode`)
    const outcomes = Promise.allSettled(Array.from({ length: n }, (_, nth) => work(nth)))
    await until(
      `${arrivals} transactions wait at the table ${table}`,
      async () => (await waiting(owner)) >= arrivals,
      { timeoutMs: ARRIVAL_MS },
    )
    await barrier.query('commit')
    return await outcomes
  } finally {
    // Closed rather than released: a transaction that is still open ends with it.
    barrier.release(true)
    await owner.end()
  }
}

async function waiting(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'
       and backend_type = 'client backend'`,
  )
  return rows[0]?.n ?? 0
}
