// What is left in the logs of people who were erased: the number of what they said or showed.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { PersonId } from '../domain/ids.ts'
import type { ListHead } from '../usecases/stores.ts'
import { type MovedRow, movedSides, toMoved } from './conversation-store.ts'
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
  async moveLists(people: readonly PersonId[], limit: number): Promise<readonly ListHead[]> {
    // Conversations in the order of ids, and only then lists, as sending does.
    const { rows: due } = await sql<{ id: string }>`
      select c.id from member m join conversation c on c.id = m.conversation_id
      where m.person_id = any(${people}::uuid[]) and not m.erased
      order by c.id limit ${limit} for update of c`.execute(tx)
    if (due.length === 0) return []
    const { rows: sides } = await sql<{ id: string; peer_id: string }>`
      update member set erased = true
      where conversation_id = any(${due.map(({ id }) => id)}::uuid[])
        and person_id = any(${people}::uuid[]) and not erased
      returning conversation_id as id, peer_id`.execute(tx)
    const { rows } = await sql<MovedRow>`
      with sides as (
        select id, person_id from unnest(
          ${sides.map(({ id }) => id)}::uuid[], ${sides.map(({ peer_id }) => peer_id)}::uuid[]
        ) as s (id, person_id)),
      ${movedSides()}`.execute(tx)
    return rows.map(toMoved)
  },
})
