// Takes away rows past their deadline, a batch of each kind at a time, leaving alone what another
// process has locked.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { DB } from './schema.gen.ts'

const TABLES = [
  ...(['sandbox_message', 'send', 'attempt', 'receipt'] as const),
  ...(['notification', 'delivery', 'news'] as const),
] as const

/** A delivery that is not done is work and no history: what delivers it decides its end first. */
const isOver = (table: (typeof TABLES)[number]) =>
  table === 'delivery' ? sql`state not in ('due', 'sending')` : sql`true`

export const expiredStore = (tx: Tx<DB>) => ({
  async remove(now: Date, limit: number): Promise<number> {
    let removed = 0
    for (const table of TABLES) {
      const result = await sql`
        delete from ${sql.table(table)} where ctid = any (array(
          select ctid from ${sql.table(table)} where due_at <= ${now} and ${isOver(table)}
          order by due_at limit ${limit} for update skip locked
        ))`.execute(tx)
      removed += Number(result.numAffectedRows ?? 0n)
    }
    return removed
  },
})
