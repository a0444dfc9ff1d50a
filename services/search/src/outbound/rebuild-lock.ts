// Lets one process at a time rebuild the index: a lock of the database session, freed by itself
// when the process dies.
import type { Database } from '@pk-auto/postgres/database'

const LOCK = `hashtextextended('search.rebuild', 0)`

/**
 * Runs `work` alone; returns false without running it when another process is at it. Holds one
 * connection meanwhile.
 */
export const aloneIn =
  (database: Database) =>
  async (work: () => Promise<void>): Promise<boolean> => {
    const client = await database.pool.connect()
    try {
      const { rows } = await client.query<{ mine: boolean }>(
        `select pg_try_advisory_lock(${LOCK}) as mine`,
      )
      if (rows[0]?.mine !== true) return false
      try {
        await work()
        return true
      } finally {
        await client.query(`select pg_advisory_unlock(${LOCK})`)
      }
    } finally {
      client.release()
    }
  }
