// What became of ads, and the notes of it in the logs about them, in Postgres. Workers only.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { AdState } from '../domain/note.ts'
import type { Ads, Noted } from '../usecases/stores.ts'
import {
  type ConversationRow,
  type MovedRow,
  movedSides,
  restoredEpoch,
  toConversation,
  toMoved,
} from './conversation-store.ts'
import type { DB } from './schema.gen.ts'

export const adStore = (tx: Tx<DB>): Ads => ({
  async lock(listings) {
    const rows = await tx
      .selectFrom('listing_state')
      .select(['listing_id', 'version', 'state'])
      .where('listing_id', 'in', [...listings])
      .orderBy('listing_id')
      .forUpdate()
      .execute()
    return new Map(
      rows.map(
        ({ listing_id, version, state }) =>
          [...[listing_id, { version, state: state as AdState }]] as const,
      ),
    )
  },
  async store(ads) {
    if (ads.length === 0) return
    await tx
      .insertInto('listing_state')
      .values(ads.map(({ listing, version, state }) => ({ listing_id: listing, version, state })))
      .onConflict((conflict) =>
        conflict.column('listing_id').doUpdateSet((eb) => ({
          ...{ version: eb.ref('excluded.version'), state: eb.ref('excluded.state') },
        })),
      )
      .execute()
  },
  // In the order of ids, as sending does, so that two of them cannot wait for each other.
  async conversations(listings) {
    const { rows } = await sql<ConversationRow>`
      select id, about_kind, about_id, person_a, person_b, last_seq, created_at,
        ${restoredEpoch} as epoch
      from conversation where about_kind = 'listing' and about_id = any(${[...listings]}::uuid[])
      order by id for update`.execute(tx)
    return rows.map(toConversation)
  },
  async append(noted) {
    const column = <T>(of: (one: Noted) => T) => noted.map(of)
    const { rows } = await sql<MovedRow>`
      with given as (
        select conversation_id, seq, actor_id, body::jsonb as body, at
        from unnest(
          ${column(({ conversation }) => conversation.id)}::uuid[],
          ${column(({ event }) => event.seq)}::bigint[],
          ${column(({ event }) => event.actor)}::uuid[],
          ${column(({ event }) => JSON.stringify(event.body))}::text[],
          ${column(({ event }) => event.at)}::timestamptz[]
        ) as g (conversation_id, seq, actor_id, body, at)),
      events as (
        insert into conversation_event (conversation_id, seq, type, actor_id, body, at)
        select conversation_id, seq, 'system', actor_id, body, at from given),
      moved as (
        update conversation c set last_seq = g.seq from given g where c.id = g.conversation_id
        returning c.id, c.person_a, c.person_b),
      sides as (
        select id, person_a as person_id from moved union all select id, person_b from moved),
      ${movedSides}`.execute(tx)
    return rows.map(toMoved)
  },
})
