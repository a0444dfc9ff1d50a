// Objects to be removed, in Postgres: listed with the change, removed afterwards.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { DB } from './schema.gen.ts'

export const deletionStore = (tx: Tx<DB>) => ({
  /** A key listed twice goes at the earlier time. */
  async scheduleDelete(keys: readonly string[], dueAt: Date): Promise<void> {
    if (keys.length === 0) return
    await tx
      .insertInto('object_deletion')
      .values(keys.map((key) => ({ key, due_at: dueAt })))
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet({ due_at: sql`least(object_deletion.due_at, excluded.due_at)` }),
      )
      .execute()
  },

  /**
   * Takes keys whose time has come, until `until`: whoever dies with them leaves them to the next.
   */
  async take(now: Date, until: Date, limit: number): Promise<string[]> {
    const { rows } = await sql<{ key: string }>`
      update object_deletion set due_at = ${until}
      where key in (select key from object_deletion where due_at <= ${now} order by due_at limit ${limit} for update skip locked)
      returning key`.execute(tx)
    return rows.map(({ key }) => key)
  },

  async forget(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await tx.deleteFrom('object_deletion').where('key', 'in', keys).execute()
  },
})
