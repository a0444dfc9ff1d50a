// What is left in the logs of people who were erased: the number of what they said or showed.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { PersonId } from '../domain/ids.ts'
import { EMPTIED } from './log-store.ts'
import type { DB } from './schema.gen.ts'

export const erasingStore = (tx: Tx<DB>) => ({
  async empty(people: readonly PersonId[], limit: number): Promise<number> {
    await sql`delete from message_attachment where owner_id = any(${people}::uuid[])`.execute(tx)
    await sql`delete from hidden_presence where person_id = any(${people}::uuid[])`.execute(tx)
    const { numAffectedRows } = await sql`
      update conversation_event set body = ${EMPTIED}, words = null, mark = null,
        sha256 = case when type = 'message' then null else sha256 end
      where (conversation_id, seq) in (
        -- By their conversations: the logs of all people are not looked through for one.
        select e.conversation_id, e.seq
        from member m join conversation_event e
          on e.conversation_id = m.conversation_id and e.actor_id = m.person_id
        where m.person_id = any(${people}::uuid[])
          and (e.body ->> 'text' <> '' or e.body ?| array['mediaId', 'place']
            or e.mark is not null or e.type = 'message' and e.sha256 is not null)
        limit ${limit} for update of e)`.execute(tx)
    return Number(numAffectedRows ?? 0n)
  },
})
