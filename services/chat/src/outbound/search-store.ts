// Words in a person's own conversations, in Postgres: found through their list, so that nobody
// else's messages are ever looked at.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { ConversationId, PersonId } from '../domain/ids.ts'
import type { SearchMessagesDeps } from '../usecases/lists/search-messages.ts'
import type { DB } from './schema.gen.ts'

type Search = Parameters<Parameters<SearchMessagesDeps['inTransaction']>[1]>[0]['search']

export const searchStore = (tx: Tx<DB>): Search => ({
  async find(person, words, limit) {
    // Words hold letters, digits and nothing that a pattern would read as its own.
    const patterns = words.map((word) => `%${word}%`)
    const { rows } = await sql<{
      conversation_id: string
      seq: bigint
      actor_id: string
      at: Date
      text: string
    }>`
      select e.conversation_id, e.seq, e.actor_id, e.at, coalesce((
          select later.body ->> 'text' from conversation_event later
          where later.conversation_id = e.conversation_id and later.seq > e.seq
            and later.type = 'edited' and later.body -> 'of' = to_jsonb(e.seq)
          order by later.seq desc limit 1), e.body ->> 'text') as text
      from member m
      join conversation_event e on e.conversation_id = m.conversation_id
      where m.person_id = ${person}::uuid and e.words like all (${patterns}::text[])
      order by e.at desc, e.conversation_id, e.seq desc
      limit ${limit}`.execute(tx)
    return rows.map((row) => ({
      ...{ conversation: row.conversation_id as ConversationId, seq: Number(row.seq) },
      ...{ actor: row.actor_id as PersonId, at: row.at, text: row.text },
    }))
  },
})
