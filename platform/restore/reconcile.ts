// Brings a restored database and the topics together before anybody writes: what was published and
// is not known here any more is taken into the outbox as sent, versions go past anything published.
import { readFile } from 'node:fs/promises'
import type { TopicRecord } from '@pk-auto/testing/topics'
import pg from 'pg'

export type Reconcile = {
  /** The owner's address of the restored database. */
  readonly ownerUrl: string
  /** The last moment that the database knows. */
  readonly until: Date
  /** The service's own topics, each from its first record. */
  readonly topics: readonly {
    readonly name: string
    readonly records: AsyncIterable<TopicRecord>
  }[]
  /** Ids of everybody who was erased. */
  readonly erased: readonly string[]
  /** services/<service>/restored.sql. */
  readonly restored: URL
}

const PAGE = 1_000
/** Clocks differ. */
const SLACK_MS = 10 * 60_000

// In the database itself: what is still to be ended must outlive whoever runs this.
const TABLES = `
  create table if not exists app.restored (
    until timestamptz primary key, at timestamptz not null default now(), last_seq bigint);
  create table if not exists app.withdrawn (
    topic text, key text, type text not null, primary key (topic, key));
  create temp table erased (person uuid) on commit drop`

/**
 * One commit; done once for each restore: a repeat for the same moment changes nothing more.
 * Returns how many events on the topics the database had never committed.
 */
export async function reconcile(options: Reconcile): Promise<number> {
  const { ownerUrl, until, topics, erased, restored } = options
  return asOwner(ownerUrl, async (owner) => {
    await owner.query('begin')
    await owner.query(TABLES)
    const first = await owner.query(
      'insert into app.restored (until) values ($1) on conflict do nothing',
      [until],
    )
    let adopted = 0
    for (const { name, records } of topics) adopted += await adopt(owner, name, records, until)
    await owner.query('insert into erased select distinct unnest($1::uuid[])', [erased])
    if (first.rowCount) {
      await owner.query(await readFile(restored, 'utf8'))
      // Current state will be published behind this.
      await owner.query(
        'update app.restored set last_seq = (select max(seq) from outbox) where until = $1',
        [until],
      )
    }
    await owner.query('commit')
    return adopted
  })
}

async function adopt(
  owner: pg.Client,
  topic: string,
  records: AsyncIterable<TopicRecord>,
  until: Date,
): Promise<number> {
  let adopted = 0
  let page: TopicRecord[] = []
  const flush = async (): Promise<void> => {
    const { rowCount } = await owner.query(ADOPT, [
      ...[page.map(({ headers }) => headers['ce_id']), topic, page.map(({ key }) => key)],
      ...[page.map(({ headers }) => headers['ce_type']), page.map(({ value }) => value)],
      page.map(({ headers }) => headers['ce_time']),
    ])
    adopted += rowCount ?? 0
    page = []
  }
  for await (const record of records) {
    // Older ones may have left the outbox by their age.
    const isOld = record.sentAt.getTime() < until.getTime() - SLACK_MS
    if (isOld || !record.headers['ce_id']) continue
    page.push(record)
    if (page.length === PAGE) await flush()
  }
  if (page.length > 0) await flush()
  return adopted
}

/** In the order of the topic; an event that is known is left alone. */
const ADOPT = `
  with came as (
    select * from unnest($1::uuid[], $3::text[], $4::text[], $5::bytea[], $6::timestamptz[])
      with ordinality as c (id, key, type, value, at, place)
    where not exists (select from outbox o where o.id = c.id)
  ), noted as (
    insert into app.withdrawn (topic, key, type) select distinct on (key) $2, key, type from came
    on conflict do nothing
  )
  insert into outbox (id, topic, key, type, value, at, sent_at)
  select id, $2, key, type, value, at, clock_timestamp() from came order by place`

/** @throws Error when this database was not taken back from a backup */
export const mustBeReconciled = (ownerUrl: string): Promise<void> =>
  asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ there: boolean }>(
      `select to_regclass('app.withdrawn') is not null as there`,
    )
    if (!rows[0]?.there)
      throw new Error('this database was not taken back: first run it without --publish')
  })

/**
 * Ends the keys of these topics that nobody has republished: what only the lost time knew. Call
 * when all current state is in the outbox. Idempotent. Returns how many it ended.
 */
export const endWithdrawn = (ownerUrl: string, topics: readonly string[]): Promise<number> =>
  asOwner(ownerUrl, async (owner) => {
    const { rowCount } = await owner.query(
      `insert into outbox (id, topic, key, type, value, at)
       select uuidv7(), w.topic, w.key, w.type, null, now() from app.withdrawn w
       where w.topic = any($1) and not exists (
         select from outbox o where o.topic = w.topic and o.key = w.key
           and o.seq > (select coalesce(max(last_seq), 0) from app.restored))`,
      [topics],
    )
    return rowCount ?? 0
  })

/** Appends the end of each of these people behind everything, for all readers once more. */
export const replayErasures = (
  identityOwnerUrl: string,
  topic: { readonly name: string; readonly type: string },
  people: readonly string[],
): Promise<void> =>
  asOwner(identityOwnerUrl, async (owner) => {
    await owner.query(
      `insert into outbox (id, topic, key, type, value, at)
       select uuidv7(), $1, person, $2, null, now() from unnest($3::text[]) as person`,
      [topic.name, topic.type, people],
    )
  })

async function asOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}
