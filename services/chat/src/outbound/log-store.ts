// The logs in Postgres: each conversation's events in the order of their numbers.
import { createHash } from 'node:crypto'
import { prepared } from '@pk-auto/postgres/prepared'
import type { Tx } from '@pk-auto/postgres/transaction'
import { type Selectable, sql } from 'kysely'
import type { Conversation } from '../domain/conversation.ts'
import type { ClientId, PersonId } from '../domain/ids.ts'
import type { ChatEvent, Message, OfferStep } from '../domain/message.ts'
import { wordsOf } from '../domain/words.ts'
import type { Log, Reader, Wanted } from '../usecases/stores.ts'
import { bumpedFeeds } from './conversation-store.ts'
import { isSame, markOf, type Secrets } from './marks.ts'
import type { ConversationEvent as Row, DB } from './schema.gen.ts'

export type EventRow = Pick<
  Selectable<Row>,
  'seq' | 'type' | 'actor_id' | 'client_id' | 'body' | 'at'
>

/** What the log holds was checked when it was written. */
export const toEvent = (row: EventRow): ChatEvent =>
  ({
    ...{ seq: Number(row.seq), type: row.type, actor: row.actor_id as PersonId, at: row.at },
    ...(row.client_id !== null && { clientId: row.client_id as ClientId }),
    body: row.body,
  }) as ChatEvent

// Of a step what it says: a repeat with more around it is the same step.
const meaningOf = (body: Message | OfferStep): unknown[] => {
  if (!('kind' in body)) return [body.offer, body.step, body.price.minor, body.price.currency]
  if (body.kind === 'text') return [body.kind, body.text]
  if (body.kind !== 'place') return [body.kind, body.mediaId]
  const { lat, lon, name } = body.place ?? {}
  return [body.kind, lat, lon, name ?? '']
}
/** Of what a message says. Stored only for as long as the words are. */
export const digestOf = (body: Message | OfferStep): string =>
  createHash('sha256')
    .update(JSON.stringify(meaningOf(body)))
    .digest('hex')

/** By which words a message is found; by none unless it has some. */
export const foundBy = (body: Message): string | null =>
  body.kind === 'text' ? wordsOf(body.text) || null : null

/** What is left of a body when what was said or shown has gone. */
export const EMPTIED = sql`
  (body - array['mediaId', 'peaks', 'place'])
    || case when body ? 'text' then '{"text": ""}'::jsonb else '{}'::jsonb end`

/** What the peer has not read until they have seen it; the rest changes what stands there. */
const COUNTED: readonly ChatEvent['type'][] = ['message', 'offer']

export const logStore = (tx: Tx<DB>, secrets: Secrets): Log => ({
  async sentBefore(id, { actor, clientId, body }) {
    const row = await tx
      .selectFrom('conversation_event')
      .select(['seq', 'at', 'sha256', 'mark'])
      .where('conversation_id', '=', id)
      .where('actor_id', '=', actor)
      .where('client_id', '=', clientId)
      .executeTakeFirst()
    if (!row) return undefined
    return { seq: Number(row.seq), at: row.at, same: isSame(row, digestOf(body), secrets) }
  },
  async message(id, seq) {
    const row = await tx
      .selectFrom('conversation_event as e')
      .select(['e.actor_id', 'e.at'])
      .select(sql<Message['kind']>`e.body ->> 'kind'`.as('kind'))
      .leftJoinLateral(
        (eb) =>
          eb
            .selectFrom('conversation_event as later')
            .select(['later.type', 'later.seq as changed_seq', 'later.at as changed_at'])
            .select(sql<string | null>`later.body ->> 'text'`.as('text'))
            .whereRef('later.conversation_id', '=', 'e.conversation_id')
            .whereRef('later.seq', '>', 'e.seq')
            .where('later.type', 'in', ['edited', 'deleted'])
            .where(sql<boolean>`later.body -> 'of' = to_jsonb(e.seq)`)
            .orderBy('later.seq', 'desc')
            .limit(1)
            .as('change'),
        (join) => join.onTrue(),
      )
      .select(['change.type', 'change.changed_seq', 'change.changed_at', 'change.text'])
      .where('e.conversation_id', '=', id)
      .where('e.seq', '=', BigInt(seq))
      .where('e.type', '=', 'message')
      .executeTakeFirst()
    if (!row) return undefined
    const { actor_id: actor, at, kind, type, changed_seq, changed_at, text } = row
    const written = { actor: actor as PersonId, at, kind }
    if (changed_seq === null || changed_at === null) return written
    const change = { seq: Number(changed_seq), at: changed_at }
    return {
      ...written,
      changed:
        type === 'deleted'
          ? { type, ...change }
          : { type: 'edited', ...change, ...(text !== null && { text }) },
    }
  },
  async empty(id, seq) {
    const row = await tx
      .selectFrom('conversation_event')
      .select('sha256')
      .where('conversation_id', '=', id)
      .where('seq', '=', BigInt(seq))
      .executeTakeFirst()
    const mark = row?.sha256 ? markOf(row.sha256, secrets) : null
    const edits = sql`type = 'edited' and body -> 'of' = to_jsonb(${seq}::bigint)`
    await sql`
      update conversation_event set body = ${EMPTIED}, words = null, sha256 = null,
        mark = case when seq = ${seq} then coalesce(${mark}::bytea, mark) end
      where conversation_id = ${id}::uuid and (seq = ${seq} or (${edits}))`.execute(tx)
  },
  async append(conversation: Conversation, event: ChatEvent) {
    const found = (conversationId: string, { of, text }: { of: number; text: string }) =>
      tx
        .updateTable('conversation_event')
        .set({ words: wordsOf(text) || null })
        .where('conversation_id', '=', conversationId)
        .where('seq', '=', BigInt(of))
        .execute()
    const { id, people } = conversation
    const { seq, type, actor, at } = event
    const row = {
      ...{ conversation_id: id, seq: BigInt(seq), type, actor_id: actor, at },
      ...((event.type === 'message' || event.type === 'offer') && {
        client_id: event.clientId,
        sha256: digestOf(event.body),
      }),
      body: JSON.stringify(event.body),
      ...(event.type === 'message' && { words: foundBy(event.body) }),
    }
    const counts = COUNTED.includes(type)
    await Promise.all([
      tx.insertInto('conversation_event').values(row).execute(),
      event.type === 'edited' && found(id, event.body),
      tx
        .updateTable('conversation')
        .set({ last_seq: BigInt(seq) })
        .where('id', '=', id)
        .execute(),
      sql`
        with bumped as (${bumpedFeeds(people)})
        update member m set feed_seq = bumped.last_seq,
          unread = unread + case when ${counts} and m.person_id <> ${actor}::uuid then 1 else 0 end,
          archived = archived and not ${counts}
        from bumped
        where m.conversation_id = ${id}::uuid and m.person_id = bumped.person_id`.execute(tx),
    ])
  },
})

/** For many readers in one statement. Workers only: the members are checked in it. */
export const readerStore = (tx: Tx<DB>): Reader => ({
  async read(wanted, limit) {
    if (wanted.length === 0) return []
    const column = <T>(of: (one: Wanted) => T) => wanted.map(of)
    const ids = column((one) => one.conversation)
    const logs = sql`conversation_id = c.id`
    const columns = sql`select seq, type, actor_id, client_id, body, at from conversation_event`
    const after = sql`(${columns} where w.after is not null and ${logs} and seq > w.after
            order by seq limit ${limit})`
    const before = sql`(${columns} where w.before is not null and ${logs} and seq < w.before
            order by seq desc limit ${limit})`
    const isBackwards = wanted.some((one) => 'before' in one)
    const { rows } = await sql<{
      place: number
      last_seq: bigint
      peer_read: bigint
      peer_delivered: bigint
      reachable: string | null
      hides: boolean
      events: (Omit<EventRow, 'at' | 'seq'> & { seq: number; at: string })[]
    }>`
      ${prepared} select w.place::int as place, c.last_seq, peer.read_seq as peer_read,
        peer.delivered_seq as peer_delivered, found.events,
        case when me.blocked or peer.blocked then null else me.peer_id end as reachable,
        exists (select from hidden_presence where person_id = me.peer_id) as hides
      from unnest(
        ${ids}::uuid[], ${column((one) => one.person)}::uuid[],
        ${column((one) => ('after' in one ? one.after : null))}::bigint[],
        ${column((one) => ('before' in one ? one.before : null))}::bigint[]
      ) with ordinality as w (conversation_id, person_id, after, before, place)
      cross join lateral (
        select id, last_seq from conversation where id = w.conversation_id limit 1) c
      join member me on me.conversation_id = c.id and me.person_id = w.person_id
      join member peer on peer.conversation_id = c.id and peer.person_id = me.peer_id
      cross join lateral (
        select coalesce(jsonb_agg(to_jsonb(e) order by e.seq), '[]') as events from (
          ${isBackwards ? sql`${after} union all ${before}` : after}
        ) e
      ) found
      order by w.place`.execute(tx)
    return rows.map(({ place, last_seq, peer_read, peer_delivered, reachable, hides, events }) => {
      const want = wanted[place - 1]!
      const { conversation, person } = want
      return {
        ...{ backwards: 'before' in want, after: 'after' in want ? want.after : 0 },
        ...{ conversation, person, lastSeq: Number(last_seq) },
        ...{ peerReadSeq: Number(peer_read), peerDeliveredSeq: Number(peer_delivered) },
        ...{ reachable: (reachable ?? undefined) as PersonId | undefined, peerHides: hides },
        events: events.map((event) =>
          toEvent({ ...event, seq: BigInt(event.seq), at: new Date(event.at) }),
        ),
      }
    })
  },
})
