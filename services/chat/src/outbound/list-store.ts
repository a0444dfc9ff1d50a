// People's lists of conversations in Postgres.
import type { Tx } from '@pk-auto/postgres/transaction'
import { type Selectable, sql } from 'kysely'
import type { Lists } from '../usecases/stores.ts'
import { CONVERSATION_COLUMNS, toConversation, toSide } from './conversation-store.ts'
import { type EventRow, toEvent } from './log-store.ts'
import type { DB, Member } from './schema.gen.ts'

type LastColumns = { [Column in keyof EventRow as `last_${Column}`]: EventRow[Column] | null }

export const listStore = (tx: Tx<DB>): Lists => ({
  async page(person, by) {
    const mine = tx
      .selectFrom('member as m')
      .innerJoin('conversation as c', 'c.id', 'm.conversation_id')
      .selectAll('m')
      .select(CONVERSATION_COLUMNS.map((column) => `c.${column} as c_${column}` as const))
      .where('m.person_id', '=', person)
      .limit(by.limit)
    const ranged =
      'since' in by
        ? mine.where('m.feed_seq', '>', BigInt(by.since)).orderBy('m.feed_seq', 'asc')
        : (by.before === undefined
            ? mine
            : mine.where('m.feed_seq', '<', BigInt(by.before))
          ).orderBy('m.feed_seq', 'desc')
    const rows = await ranged
      .leftJoinLateral(
        (eb) =>
          eb
            .selectFrom('conversation_event as e')
            .select([
              ...(['e.seq as last_seq', 'e.type as last_type', 'e.body as last_body'] as const),
              ...(['e.actor_id as last_actor_id', 'e.client_id as last_client_id'] as const),
              'e.at as last_at',
            ])
            .whereRef('e.conversation_id', '=', 'c.id')
            .where('e.type', '=', 'message')
            .orderBy('e.seq', 'desc')
            .limit(1)
            .as('last'),
        (join) => join.on(sql<boolean>`true`),
      )
      .selectAll('last')
      .execute()
    return rows.map((row) => {
      const last = row as unknown as LastColumns
      const of = <Name extends (typeof CONVERSATION_COLUMNS)[number]>(name: Name) =>
        row[`c_${name}` as const]
      const conversation = toConversation({
        ...{ id: of('id'), about_kind: of('about_kind'), about_id: of('about_id') },
        ...{ person_a: of('person_a'), person_b: of('person_b') },
        ...{ last_seq: of('last_seq'), created_at: of('created_at') },
      } as never)
      return {
        conversation,
        side: toSide(row as unknown as Selectable<Member>),
        ...(last.last_seq !== null && {
          last: toEvent({
            ...{ seq: last.last_seq, type: last.last_type, body: last.last_body },
            ...{ actor_id: last.last_actor_id, client_id: last.last_client_id, at: last.last_at },
          } as EventRow),
        }),
      }
    })
  },
  async feedSeq(person) {
    const row = await tx
      .selectFrom('feed')
      .select('last_seq')
      .where('person_id', '=', person)
      .executeTakeFirst()
    return Number(row?.last_seq ?? 0n)
  },
})
