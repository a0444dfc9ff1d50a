// Deliveries in Postgres: what waits, what is being sent, and what became of it.
import { isId, newId } from '@pk-auto/kernel/id'
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { DeliveryId, PersonId, SubscriptionId } from '../../domain/ids.ts'
import type { Next } from '../../domain/news/delivery.ts'
import { type Facts, type Kind, KINDS, type SentChannel } from '../../domain/news/news.ts'
import type { Deliveries, Queued, Taken } from '../../usecases/news/stores.ts'
import type { DB } from '../schema.gen.ts'

type Row = {
  id: string
  person_id: string
  channel: string
  kind: string
  group_key: string
  facts: unknown
  events: number
  tries: number
  ready_at: Date
  reached: string[]
  was: string
}

const toTaken = (row: Row): Taken => ({
  ...{ id: row.id as DeliveryId, person: row.person_id as PersonId, group: row.group_key },
  ...{ channel: row.channel as SentChannel, facts: row.facts as Facts },
  ...{ events: row.events, tries: row.tries, state: row.was as Taken['state'] },
  ...{ readyAt: row.ready_at },
  reached: row.reached as SubscriptionId[],
  kind: KINDS.find((kind) => kind === row.kind) as Kind,
})

/** The newest of a batch stands for its group: one statement must not meet a row twice. */
const perGroup = (queued: readonly Queued[]) =>
  [
    ...Map.groupBy(
      queued,
      ({ news, channel }) => `${news.person} ${channel} ${news.group}`,
    ).values(),
  ].map((all) => ({ ...all.at(-1)!, keys: all.map(({ news }) => news.event) }))

export const deliveryStore = (tx: Tx<DB>): Deliveries => ({
  async queue(queued, now, dueAt) {
    if (queued.length === 0) return
    const rows = perGroup(queued).map(({ news, channel, at, spacingMs, keys }) => ({
      ...{ id: newId(), person_id: news.person, channel, kind: news.kind, keys },
      ...{ group_key: news.group, facts: news.facts, at, spacing_ms: spacingMs },
    }))
    await sql`
      insert into delivery (id, person_id, channel, kind, group_key, facts, events,
        event_keys, state, created_at, next_at, ready_at, due_at)
      select q.id, q.person_id, q.channel, q.kind, q.group_key, q.facts,
        cardinality(q.keys), q.keys, 'due', ${now}, first.at, first.at, ${dueAt}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as q (id uuid, person_id uuid,
        channel text, kind text, group_key text, facts jsonb, keys text[], at timestamptz,
        spacing_ms int)
      cross join lateral (
        select greatest(q.at, max(d.done_at) + make_interval(secs => q.spacing_ms / 1000.0)) as at
        from delivery d
        where d.person_id = q.person_id and d.channel = q.channel
          and d.group_key = q.group_key and d.state = 'sent') as first
      order by q.person_id, q.channel, q.group_key
      on conflict (person_id, channel, group_key) where state = 'due' do update
        set kind = excluded.kind, facts = excluded.facts, reached = '{}',
          events = delivery.events + excluded.events,
          ready_at = greatest(delivery.ready_at, excluded.ready_at),
          event_keys = delivery.event_keys || excluded.event_keys`.execute(tx)
  },

  async take(now, until, limit) {
    const { rows } = await sql<Row>`
      with first as (
        select id, state as was from delivery
        where state in ('due', 'sending') and tries = 0 and next_at <= ${now}
        order by next_at limit ${limit} for update skip locked
      ), again as (
        select id, state as was from delivery
        where state in ('due', 'sending') and tries > 0 and next_at <= ${now}
        order by next_at limit ${limit} for update skip locked
      )
      update delivery d set next_at = ${until}
      from (select * from first union all select * from again) t
      where d.id = t.id
      returning d.id, d.person_id, d.channel, d.kind, d.group_key, d.facts, d.events, d.tries,
        coalesce(d.ready_at, d.created_at) as ready_at, d.reached, t.was`.execute(tx)
    return rows.map(toTaken)
  },

  async firstAt() {
    const { first } = await tx
      .selectFrom('delivery')
      .select((eb) => eb.fn.min('next_at').as('first'))
      .where('state', 'in', ['due', 'sending'])
      .executeTakeFirstOrThrow()
    return first ?? undefined
  },

  async hold(held) {
    if (held.length === 0) return
    await sql`
      update delivery d set next_at = h.until,
        ready_at = case when d.tries = 0 then h.until else d.ready_at end
      from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as h (id uuid, until timestamptz)
      where d.id = h.id and d.state = 'due'`.execute(tx)
  },

  async end(ended, state, now) {
    if (ended.length === 0) return
    await sql`
      update delivery d set state = ${state}, reason = e.reason, done_at = ${now}
      from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as e (id uuid, events int,
        reason text)
      where d.id = e.id and d.events = e.events and d.state in ('due', 'sending')`.execute(tx)
  },

  async begin(looked, lease) {
    if (looked.length === 0) return new Set()
    const { rows } = await sql<{ id: DeliveryId }>`
      update delivery d set state = 'sending', tries = d.tries + 1
      from jsonb_to_recordset(${JSON.stringify(looked)}::jsonb) as l (id uuid, events int)
      where d.id = l.id and d.events = l.events and d.state in ('due', 'sending')
        and d.next_at = ${lease}
      returning d.id`.execute(tx)
    return new Set(rows.map(({ id }) => id))
  },

  async release(looked, lease, now) {
    if (looked.length === 0) return
    await sql`
      update delivery d set next_at = ${now}
      from jsonb_to_recordset(${JSON.stringify(looked)}::jsonb) as l (id uuid, events int)
      where d.id = l.id and d.events <> l.events and d.state = 'due'
        and d.next_at = ${lease}`.execute(tx)
  },

  async finish(id, provider, next, now) {
    if (next.state === 'due') return again(tx, id, provider, next, now)
    // Its receipt may have come before the answer; one that comes now waits for this.
    const isLost = next.state === 'sent' && (await isUndelivered(tx, next.reference))
    await tx
      .updateTable('delivery')
      .set({
        ...{ state: next.state, provider, done_at: now },
        ...(next.state === 'sent' ? { reference: next.reference } : { reason: next.reason }),
        ...(isLost && UNDELIVERED),
      })
      .where('id', '=', id)
      .where('state', '=', 'sending')
      .execute()
  },

  async reported(sendId, delivered) {
    const change = tx
      .updateTable('delivery')
      .where('reference', '=', sendId)
      .where(sql<boolean>`channel in ('sms', 'whatsapp')`)
    if (!delivered)
      return void (await change.set(UNDELIVERED).where('state', '=', 'sent').execute())
    await change
      .set({ state: 'sent', reason: null })
      .where('reason', '=', UNDELIVERED.reason)
      .execute()
  },
})

const UNDELIVERED = { state: 'failed', reason: 'undelivered' } as const

/** Of a message to a phone: its reference is its send. */
async function isUndelivered(tx: Tx<DB>, reference: string): Promise<boolean> {
  if (!isId(reference)) return false
  const send = tx.selectFrom('send').select('state').where('id', '=', reference).forShare()
  return (await send.executeTakeFirst())?.state === 'undelivered'
}

/** Unless another of its group has begun to wait meanwhile: then that one stands for both. */
async function again(
  tx: Tx<DB>,
  id: DeliveryId,
  provider: string,
  { at, reached = [] }: Extract<Next, { state: 'due' }>,
  now: Date,
): Promise<void> {
  await sql`
    with mine as (
      select id, person_id, channel, group_key, events, event_keys from delivery
      where id = ${id}::uuid and state = 'sending' for update
    ), joined as (
      update delivery other set events = other.events + mine.events,
        event_keys = other.event_keys || mine.event_keys
      from mine
      where other.state = 'due' and other.person_id = mine.person_id
        and other.channel = mine.channel and other.group_key = mine.group_key
      returning other.id
    )
    update delivery d set provider = ${provider},
      state = case when exists (select from joined) then 'dropped' else 'due' end,
      reason = case when exists (select from joined) then 'joined' end,
      done_at = case when exists (select from joined) then ${now}::timestamptz end,
      next_at = ${at}, reached = ${[...reached]}::uuid[]
    from mine where d.id = mine.id`.execute(tx)
}
