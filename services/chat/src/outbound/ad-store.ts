// What became of ads, and the notes of it in the logs about them, in Postgres. Workers only.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { AdState, NoteCode } from '../domain/note.ts'
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

export const adStore = (tx: Tx<DB>): Ads & { lockOwed(): Promise<string | undefined> } => ({
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
  async areOwed(listings) {
    const owed = tx
      .selectFrom('ad_note')
      .select('listing_id')
      .where('listing_id', 'in', [...listings])
    return (await owed.limit(1).executeTakeFirst()) !== undefined
  },
  async lockOwed() {
    // Whoever takes in the ad's events locks the same row.
    const { rows } = await sql<{ listing_id: string }>`
      select s.listing_id from ad_note n join listing_state s on s.listing_id = n.listing_id
      order by n.at limit 1 for update of s skip locked`.execute(tx)
    return rows[0]?.listing_id
  },
  async owe(notes) {
    if (notes.length === 0) return
    await tx
      .insertInto('ad_note')
      .values(notes.map(({ listing, note: { code }, at }) => ({ listing_id: listing, code, at })))
      .execute()
  },
  async nextOwed(listings, limit) {
    const { rows: due } = await sql<{ id: string; listing: string; code: NoteCode }>`
      select c.id, n.listing_id as listing, n.code
      from ad_note n join conversation c
        on c.about_kind = 'listing' and c.about_id = n.listing_id
        and c.id > n.after_id and c.created_at <= n.at
      where n.listing_id = any(${[...listings]}::uuid[])
      order by n.listing_id, c.id limit ${limit}`.execute(tx)
    // With the last one there may be more about its ad, and about all that come after.
    const last = due.length < limit ? undefined : due.at(-1)
    const written = tx.deleteFrom('ad_note').where('listing_id', 'in', [...listings])
    await (last ? written.where('listing_id', '<', last.listing) : written).execute()
    if (last)
      await tx
        .updateTable('ad_note')
        .set({ after_id: last.id })
        .where('listing_id', '=', last.listing)
        .execute()
    if (due.length === 0) return []
    const notes = new Map(due.map(({ id, code }) => [id, { code }]))
    // In the order of ids, as sending does, so that two of them cannot wait for each other.
    const { rows } = await sql<ConversationRow>`
      select id, about_kind, about_id, person_a, person_b, last_seq, created_at,
        ${restoredEpoch} as epoch
      from conversation where id = any(${[...notes.keys()]}::uuid[])
      order by id for update`.execute(tx)
    return rows.map((row) => ({ conversation: toConversation(row), note: notes.get(row.id)! }))
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
      ${movedSides()}`.execute(tx)
    return rows.map(toMoved)
  },
})
