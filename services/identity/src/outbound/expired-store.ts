// Deletes rows past their deadline, a batch of each kind at a time, skipping rows that another
// process has locked.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { DB } from './schema.gen.ts'

/** `key` names one row. */
const KINDS = [
  { table: 'otp_challenge', key: ['id'], due: 'due_at' },
  { table: 'otp_send', key: ['seq'], due: 'due_at' },
  { table: 'proven_device', key: ['phone_index', 'device'], due: 'due_at' },
  { table: 'email_proof', key: ['person_id'], due: 'due_at' },
  { table: 'access_token', key: ['hash'], due: 'expires_at' },
  { table: 'refresh_token', key: ['hash'], due: 'expires_at' },
  // A session, ended or not, goes when its newest token expires; its tokens go with it.
  { table: 'session', key: ['id'], due: 'due_at' },
] as const

export const expiredStore = (tx: Tx<DB>) => ({
  async remove(now: Date, limit: number): Promise<number> {
    let removed = 0
    for (const { table, key, due } of KINDS) {
      const columns = sql.join(key.map((column) => sql.ref(column)))
      const result = await sql`
        delete from ${sql.table(table)} where (${columns}) in (
          select ${columns} from ${sql.table(table)} where ${sql.ref(due)} <= ${now}
          order by ${sql.ref(due)} limit ${limit} for update skip locked
        )`.execute(tx)
      removed += Number(result.numAffectedRows ?? 0n)
    }
    return removed
  },
})
