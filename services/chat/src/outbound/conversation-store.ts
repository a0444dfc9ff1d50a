// Conversations and the two sides of each in Postgres.
import type { Tx } from '@pk-auto/postgres/transaction'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { About, Conversation, Side } from '../domain/conversation.ts'
import { errors } from '../domain/errors.ts'
import type { ConversationId, PersonId } from '../domain/ids.ts'
import type { BlockStores } from '../usecases/sides/block-between.ts'
import type { Blocks, Conversations, ListHead, Sides } from '../usecases/stores.ts'
import type { Conversation as Row, DB, Member } from './schema.gen.ts'

const CONVERSATION_COLUMNS = [
  ...(['id', 'about_kind', 'about_id', 'person_a', 'person_b', 'last_seq', 'created_at'] as const),
] as const

export type ConversationRow = Pick<Selectable<Row>, (typeof CONVERSATION_COLUMNS)[number]> & {
  /** Where it is needed: for events of the log. */
  readonly epoch?: string | null
}

export const restoredEpoch = sql<string | null>`(select epoch from feed_epoch where restored)`

const toAbout = ({ about_kind: kind, about_id: id }: ConversationRow): About =>
  kind === 'listing' && id !== null ? { kind, id } : { kind: 'person' }

export const toConversation = (row: ConversationRow): Conversation => ({
  id: row.id as ConversationId,
  about: toAbout(row),
  people: [row.person_a as PersonId, row.person_b as PersonId],
  lastSeq: Number(row.last_seq),
  ...(row.epoch && { epoch: row.epoch }),
  createdAt: row.created_at,
})

export const toSide = (row: Selectable<Member>): Side => ({
  ...{ person: row.person_id as PersonId, peer: row.peer_id as PersonId },
  ...{ readSeq: Number(row.read_seq), deliveredSeq: Number(row.delivered_seq) },
  ...{ unread: row.unread, feedSeq: Number(row.feed_seq) },
  ...{ muted: row.muted, archived: row.archived, blocked: row.blocked },
})

/**
 * The next number of each person's list, in the order of the persons, so that two sends between the
 * same people cannot wait for each other. To be used inside one statement.
 */
export const bumpedFeeds = ([a, b]: Conversation['people']) => sql`
  insert into feed (person_id, last_seq) values (${a}::uuid, 1), (${b}::uuid, 1)
  on conflict (person_id) do update set last_seq = feed.last_seq + 1
  returning person_id, last_seq`

/**
 * Moves the list of each of `sides` (id of the conversation, person_id), in the order of persons,
 * and sets what else is to change. To be the end of one statement.
 */
export const movedSides = (also: RawBuilder<unknown> = sql``) => sql`
  bumped as (
    insert into feed (person_id, last_seq)
    select person_id, count(*) from sides group by person_id order by person_id
    on conflict (person_id) do update set last_seq = feed.last_seq + excluded.last_seq
    returning person_id, last_seq),
  placed as (
    select s.id, s.person_id,
      last_seq + 1 - row_number() over (partition by s.person_id order by s.id) as feed_seq
    from sides s join bumped b on b.person_id = s.person_id)
  update member m set feed_seq = placed.feed_seq${also}
  from placed where m.conversation_id = placed.id and m.person_id = placed.person_id
  returning m.person_id, m.feed_seq`
export type MovedRow = { readonly person_id: PersonId; readonly feed_seq: bigint }
export const toMoved = ({ person_id: person, feed_seq }: MovedRow): ListHead => ({
  ...{ person, feedSeq: Number(feed_seq) },
})

export const conversationStore = (tx: Tx<DB>): Conversations & BlockStores['conversations'] => ({
  async ensure(conversation) {
    const { id, about, people, createdAt } = conversation
    const [a, b] = people
    const aboutId = about.kind === 'listing' ? about.id : null
    const inserted = await tx
      .insertInto('conversation')
      .values({
        ...{ id, about_kind: about.kind, about_id: aboutId },
        ...{ person_a: a, person_b: b, created_at: createdAt },
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (inserted.numInsertedOrUpdatedRows === 1n) {
      await sql`
        with bumped as (${bumpedFeeds(people)})
        insert into member (conversation_id, person_id, peer_id, feed_seq)
        select ${id}::uuid, person_id,
          case when person_id = ${a}::uuid then ${b}::uuid else ${a}::uuid end, last_seq
        from bumped`.execute(tx)
      return { conversation, created: true }
    }
    const row = await tx
      .selectFrom('conversation')
      .select(CONVERSATION_COLUMNS)
      .where('person_a', '=', a)
      .where('person_b', '=', b)
      .where('about_kind', '=', about.kind)
      .where('about_id', 'is not distinct from', aboutId)
      .executeTakeFirstOrThrow()
    return { conversation: toConversation(row), created: false }
  },
  async forUpdate(id) {
    const row = await tx
      .selectFrom('conversation')
      .select(CONVERSATION_COLUMNS)
      .select(restoredEpoch.as('epoch'))
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw errors.CONVERSATION_NOT_FOUND({ conversationId: id })
    return toConversation(row)
  },
  async lock(ids) {
    if (ids.length === 0) return
    await sql`
      select from conversation where id = any(${[...ids]}::uuid[]) order by id for update`.execute(
      tx,
    )
  },
})

export const sideStore = (tx: Tx<DB>) =>
  ({
    async of(id: ConversationId): Promise<Side[]> {
      const rows = await tx
        .selectFrom('member')
        .selectAll()
        .where('conversation_id', '=', id)
        .limit(2)
        .execute()
      return rows.map(toSide)
    },
    async save({ id, people }: Conversation, side: Side): Promise<void> {
      const { person, readSeq, deliveredSeq, unread, muted, archived, blocked } = side
      // Both lists move: the peer sees what was read and delivered.
      await sql`
      with bumped as (${bumpedFeeds(people)})
      update member m set feed_seq = bumped.last_seq,
        read_seq = case when mine then ${readSeq} else read_seq end,
        delivered_seq = case when mine then ${deliveredSeq} else delivered_seq end,
        unread = case when mine then ${unread} else unread end,
        muted = case when mine then ${muted} else muted end,
        archived = case when mine then ${archived} else archived end,
        blocked = case when mine then ${blocked} else blocked end
      from (select *, person_id = ${person}::uuid as mine from bumped) bumped
      where m.conversation_id = ${id}::uuid and m.person_id = bumped.person_id`.execute(tx)
    },
    /** The row policy shows the actor their own conversations alone, the peer's sides included. */
    async blockOf(person: PersonId, other: PersonId) {
      const sides = (of: PersonId, peer: PersonId) => sql`
        select from member where person_id = ${of}::uuid and peer_id = ${peer}::uuid`
      const { rows } = await sql<{ known: boolean; byPerson: boolean; byOther: boolean }>`
        select exists (${sides(person, other)}) as known,
          exists (${sides(person, other)} and blocked) as "byPerson",
          exists (${sides(other, person)} and blocked) as "byOther"`.execute(tx)
      return rows[0]!
    },
    async between(person: PersonId, peer: PersonId, blocked: boolean) {
      const rows = await tx
        .selectFrom('member')
        .select(['conversation_id', 'blocked'])
        .where('person_id', '=', person)
        .where('peer_id', '=', peer)
        .orderBy((eb) => eb('blocked', '=', blocked))
        .orderBy('feed_seq', 'desc')
        .limit(100)
        .execute()
      return rows.map(({ conversation_id: id, blocked }) => ({
        ...{ conversation: id as ConversationId, blocked },
      }))
    },
    async setBlocked(person: PersonId, ids: readonly ConversationId[], blocked: boolean) {
      if (ids.length === 0) return
      await sql`
        with sides as (
          select side.conversation_id as id, side.person_id
          from member mine join member side on side.conversation_id = mine.conversation_id
          where mine.person_id = ${person}::uuid
            and mine.conversation_id = any(${[...ids]}::uuid[]) and mine.blocked <> ${blocked}),
        ${movedSides(sql`,
          blocked = case when m.person_id = ${person}::uuid then ${blocked} else m.blocked end`)}
      `.execute(tx)
    },
    async unreadBeyond(id: ConversationId, person: PersonId, readSeq: number): Promise<number> {
      const { count } = await tx
        .selectFrom('conversation_event')
        .select((eb) => eb.fn.countAll<bigint>().as('count'))
        .where('conversation_id', '=', id)
        .where('seq', '>', BigInt(readSeq))
        .where('type', 'in', ['message', 'offer'])
        .where('actor_id', 'is distinct from', person)
        .executeTakeFirstOrThrow()
      return Number(count)
    },
  }) satisfies Sides & Blocks & BlockStores['sides']
