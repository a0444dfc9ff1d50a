// What is left in the logs of people who were erased: the number of what they said.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { PersonId } from '../domain/ids.ts'
import type { DB } from './schema.gen.ts'

export const erasingStore = (tx: Tx<DB>) => ({
  async empty(people: readonly PersonId[], limit: number): Promise<number> {
    const { numAffectedRows } = await sql`
      update conversation_event set body = body || '{"text": ""}'
      where (conversation_id, seq) in (
        select conversation_id, seq from conversation_event
        where actor_id = any(${people}::uuid[]) and body ->> 'text' <> ''
        limit ${limit} for update)`.execute(tx)
    return Number(numAffectedRows ?? 0n)
  },
})
