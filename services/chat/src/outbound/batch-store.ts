// Many messages of many senders in a few statements, in Postgres. Workers only: that a sender takes
// part is checked by who reads this.
import { prepared } from '@pk-auto/postgres/prepared'
import type { Tx } from '@pk-auto/postgres/transaction'
import { type Selectable, sql } from 'kysely'
import type { ConversationId } from '../domain/ids.ts'
import { isAttached } from '../domain/message.ts'
import type { AddedMessage, Batches, Draft } from '../usecases/stores.ts'
import {
  type ConversationRow,
  restoredEpoch,
  toConversation,
  toSide,
} from './conversation-store.ts'
import { digestOf, foundBy } from './log-store.ts'
import { isSame, type Secrets } from './marks.ts'
import type { DB, Member } from './schema.gen.ts'

type PlaceRow = {
  readonly place: number
  readonly seq: bigint | null
  readonly at: Date | null
  readonly sha256: string | null
  readonly mark: Buffer | null
  readonly blocked: boolean
  readonly used: boolean
}

const mediaOf = ({ body }: Draft): string | null =>
  isAttached(body) ? (body.mediaId ?? null) : null

export const batchStore = (tx: Tx<DB>, secrets: Secrets): Batches => ({
  async lock(drafts) {
    const column = <T>(of: (draft: Draft) => T) => drafts.map(of)
    const ids = column(({ conversation }) => conversation)
    // On their way together, one after the other: the logs are looked at under the locks. Locked in
    // the order of ids, so that two batches cannot wait for each other. The limit has each event
    // looked up by its key: the planner does not count on pruning and would rather read all logs.
    const [conversations, places] = await Promise.all([
      sql<ConversationRow>`
        ${prepared} select id, about_kind, about_id, person_a, person_b, last_seq, created_at,
          ${restoredEpoch} as epoch
        from conversation where id = any(${ids}::uuid[]) order by id for update`.execute(tx),
      sql<PlaceRow>`
        ${prepared} select w.place::int as place, e.seq, e.at, e.sha256, e.mark,
          exists (select from member m
            where m.conversation_id = w.conversation_id and m.blocked) as blocked,
          exists (select from message_attachment a where a.media_id = w.media_id) as used
        from unnest(
          ${ids}::uuid[], ${column(({ sender }) => sender)}::uuid[],
          ${column(({ clientId }) => clientId)}::uuid[], ${column(mediaOf)}::uuid[]
        ) with ordinality as w (conversation_id, actor_id, client_id, media_id, place)
        left join lateral (
          select seq, at, sha256, mark from conversation_event
          where conversation_id = w.conversation_id
            and actor_id = w.actor_id and client_id = w.client_id
          limit 1) e on true
        order by w.place`.execute(tx),
    ])
    const byId = new Map(conversations.rows.map((row) => [row.id, toConversation(row)]))
    return places.rows.map(({ place, seq, at, sha256, mark, blocked, used }) => {
      const draft = drafts[place - 1]!
      const digest = digestOf(draft.body)
      return {
        ...{ draft, conversation: byId.get(draft.conversation), blocked, used, digest },
        ...(seq !== null &&
          at && {
            before: { seq: Number(seq), at, same: isSame({ sha256, mark }, digest, secrets) },
          }),
      }
    })
  },
  async append(added) {
    const column = <T>(of: (one: AddedMessage) => T) => added.map(of)
    const attached = added.flatMap(({ conversation, event: { seq, actor, body } }) =>
      isAttached(body) && body.mediaId ? [{ conversation, seq, actor, media: body.mediaId }] : [],
    )
    const [{ rows }] = await Promise.all([
      // Each list moves by as many numbers as it has rows that change.
      sql<Selectable<Member>>`
        ${prepared} with given as (
          select conversation_id, seq, actor_id, client_id, sha256, body::jsonb as body, at, words
          from unnest(
            ${column(({ conversation }) => conversation.id)}::uuid[],
            ${column(({ event }) => event.seq)}::bigint[],
            ${column(({ event }) => event.actor)}::uuid[],
            ${column(({ event }) => event.clientId)}::uuid[],
            ${column(({ event }) => digestOf(event.body))}::text[],
            ${column(({ event }) => JSON.stringify(event.body))}::text[],
            ${column(({ event }) => event.at)}::timestamptz[],
            ${column(({ event }) => foundBy(event.body))}::text[]
          ) as g (conversation_id, seq, actor_id, client_id, sha256, body, at, words)),
        events as (
          insert into conversation_event
            (conversation_id, seq, type, actor_id, client_id, sha256, body, at, words)
          select conversation_id, seq, 'message', actor_id, client_id, sha256, body, at, words
          from given),
        moved as (
          update conversation c set last_seq = g.last_seq
          from (select conversation_id, max(seq) as last_seq from given group by 1) g
          where c.id = g.conversation_id
          returning c.id, c.person_a, c.person_b),
        sides as (
          select id, person_a as person_id from moved union all select id, person_b from moved),
        bumped as (
          insert into feed (person_id, last_seq)
          select person_id, count(*) from sides group by person_id order by person_id
          on conflict (person_id) do update set last_seq = feed.last_seq + excluded.last_seq
          returning person_id, last_seq),
        placed as (
          select s.id, s.person_id,
            last_seq + 1 - row_number() over (partition by s.person_id order by s.id) as feed_seq,
            (select count(*) from given g
              where g.conversation_id = s.id and g.actor_id <> s.person_id) as unread
          from sides s join bumped b on b.person_id = s.person_id)
        update member m
        set feed_seq = placed.feed_seq, unread = m.unread + placed.unread, archived = false
        from placed where m.conversation_id = placed.id and m.person_id = placed.person_id
        returning m.*`.execute(tx),
      attached.length > 0 &&
        tx
          .insertInto('message_attachment')
          .values(
            attached.map(({ conversation, seq, actor, media }) => ({
              ...{ media_id: media, conversation_id: conversation.id },
              ...{ seq: BigInt(seq), owner_id: actor },
            })),
          )
          .execute(),
    ])
    const sides = Map.groupBy(rows, (row) => row.conversation_id as ConversationId)
    return new Map([...sides].map(([id, both]) => [id, both.map(toSide)]))
  },
})
