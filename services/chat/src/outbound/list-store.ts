// People's lists of conversations in Postgres.
import { prepared } from '@pk-auto/postgres/prepared'
import type { Tx } from '@pk-auto/postgres/transaction'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { PersonId } from '../domain/ids.ts'
import type { Listed, ListRead, Lists, SideRead } from '../usecases/stores.ts'
import { type ConversationRow, toConversation, toSide } from './conversation-store.ts'
import { type EventRow, toEvent } from './log-store.ts'
import type { DB, Member } from './schema.gen.ts'

type NoEvent = { readonly [Column in keyof EventRow as `event_${Column}`]: null }
type SomeEvent = { readonly [Column in keyof EventRow as `event_${Column}`]: EventRow[Column] }
type PeerMarks = {
  readonly peer_read: bigint
  readonly peer_delivered: bigint
  readonly peer_blocks: boolean
  readonly peer_erased: boolean
}
type ListedRow = Selectable<Member> & ConversationRow & PeerMarks & (SomeEvent | NoEvent)

/** `members` names the rows of `member` by the alias m. */
const listed = (members: RawBuilder<unknown>) => sql<ListedRow>`
  select m.*, c.id, c.about_kind, c.about_id, c.person_a, c.person_b, c.last_seq, c.created_at,
    peer.read_seq as peer_read, peer.delivered_seq as peer_delivered, peer.blocked as peer_blocks,
    peer.erased as peer_erased,
    e.seq as event_seq, e.type as event_type, e.actor_id as event_actor_id,
    e.client_id as event_client_id, e.body as event_body, e.at as event_at
  from ${members}
  join conversation c on c.id = m.conversation_id
  join member peer on peer.conversation_id = m.conversation_id and peer.person_id = m.peer_id
  left join lateral (
    select * from conversation_event
    where conversation_id = c.id and type in ('message', 'offer') order by seq desc limit 1
  ) e on true`

const toListed = (row: ListedRow): Listed => ({
  conversation: toConversation(row),
  side: toSide(row),
  peerReadSeq: Number(row.peer_read),
  peerDeliveredSeq: Number(row.peer_delivered),
  blockedByPeer: row.peer_blocks,
  peerErased: row.peer_erased,
  ...(row.event_seq !== null && {
    last: toEvent({
      ...{ seq: row.event_seq, type: row.event_type, actor_id: row.event_actor_id },
      ...{ client_id: row.event_client_id, body: row.event_body, at: row.event_at },
    }),
  }),
})

export const listStore = (tx: Tx<DB>): Lists => ({
  async page(person, by) {
    const [range, order] =
      'since' in by
        ? [sql`feed_seq > ${by.since}`, sql`asc`]
        : [by.before === undefined ? sql`true` : sql`feed_seq < ${by.before}`, sql`desc`]
    const members = sql`(
      select * from member where person_id = ${person}::uuid and ${range}
      order by feed_seq ${order} limit ${by.limit}) m`
    const { rows } = await sql<ListedRow>`
      ${listed(members)} order by m.feed_seq ${order}`.execute(tx)
    return rows.map(toListed)
  },
  async among(person, ids) {
    const members = sql`(
      select * from member
      where person_id = ${person}::uuid and conversation_id = any(${[...ids]}::uuid[])) m`
    const { rows } = await listed(members).execute(tx)
    return rows.map(toListed)
  },
  async sides(reads) {
    const column = <T>(of: (read: SideRead) => T) => reads.map(of)
    const members = sql`unnest(
        ${column((read) => read.conversation)}::uuid[], ${column((read) => read.person)}::uuid[]
      ) as w (conversation_id, person_id)
      join member m on m.conversation_id = w.conversation_id and m.person_id = w.person_id`
    const { rows } = await listed(members).execute(tx)
    return rows.map(toListed)
  },
  async blocked(person, limit) {
    const members = sql`(
      select * from (
        select distinct on (peer_id) * from member
        where person_id = ${person}::uuid and blocked order by peer_id, feed_seq desc) latest
      order by feed_seq desc limit ${limit}) m`
    const { rows } = await sql<ListedRow>`${listed(members)} order by m.feed_seq desc`.execute(tx)
    return rows.map(toListed)
  },
  async changes(reads, limit) {
    if (reads.length === 0) return []
    const column = <T>(of: (read: ListRead) => T) => reads.map(of)
    const members = sql`unnest(
        ${column((read) => read.person)}::uuid[], ${column((read) => read.since)}::bigint[]
      ) as w (person_id, since)
      cross join lateral (
        select from feed where person_id = w.person_id and last_seq > w.since limit 1) moved
      cross join lateral (
        select * from member where person_id = w.person_id and feed_seq > w.since
        order by feed_seq limit ${limit}) m`
    const { rows } = await sql<ListedRow>`
      ${prepared} ${listed(members)} order by m.person_id, m.feed_seq`.execute(tx)
    return rows.map(toListed)
  },
  async unread(person) {
    const { messages } = await tx
      .selectFrom('member')
      .select((eb) => eb.fn.sum<bigint | null>('unread').as('messages'))
      .where('person_id', '=', person)
      .where('unread', '>', 0)
      .where('muted', '=', false)
      .where('archived', '=', false)
      .executeTakeFirstOrThrow()
    return Number(messages ?? 0n)
  },
  async unreadOf(people) {
    const { rows } = await sql<{ person_id: PersonId; messages: bigint }>`
      ${prepared} select person_id, sum(unread) as messages from member
      where person_id = any(${[...people]}::uuid[]) and unread > 0 and not muted and not archived
      group by person_id`.execute(tx)
    return new Map(rows.map((row) => [row.person_id, Number(row.messages)]))
  },
  async feedSeq(person) {
    const row = await tx
      .selectFrom('feed')
      .select('last_seq')
      .where('person_id', '=', person)
      .executeTakeFirst()
    return Number(row?.last_seq ?? 0n)
  },
  async heads(people) {
    if (people.length === 0) return []
    const { rows } = await sql<{ person_id: string; last_seq: bigint }>`
      ${prepared} select person_id, last_seq from feed
      where person_id = any(${[...people]}::uuid[])`.execute(tx)
    return rows.map(({ person_id, last_seq }) => ({
      ...{ person: person_id as PersonId, feedSeq: Number(last_seq) },
    }))
  },
  async epoch() {
    const { epoch } = await tx
      .selectFrom('feed_epoch')
      .select('epoch')
      .limit(1)
      .executeTakeFirstOrThrow()
    return epoch
  },
})
