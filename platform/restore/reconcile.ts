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

export type Reconciled = {
  /** Events on the topics that the database had never committed. */
  readonly adopted: number
  /** The keys of those events: things that came into being since, or changed. */
  readonly withdrawn: readonly Withdrawn[]
  /** What the outbox held when versions were raised: current state is published behind it. */
  readonly lastSeq: string
}
export type Withdrawn = { readonly topic: string; readonly key: string; readonly type: string }

const PAGE = 1_000
/** Clocks differ. */
const SLACK_MS = 10 * 60_000

/**
 * One commit; done once for each restore: a repeat for the same moment changes nothing more.
 */
export async function reconcile(options: Reconcile): Promise<Reconciled> {
  const owner = new pg.Client(options.ownerUrl)
  await owner.connect()
  try {
    await owner.query('begin')
    await owner.query(
      'create table if not exists app.restored (until timestamptz primary key, at timestamptz not null)',
    )
    const first = await owner.query(
      'insert into app.restored values ($1, now()) on conflict do nothing',
      [options.until],
    )
    await owner.query(`
      create temp table withdrawn (topic text, key text, type text) on commit drop;
      create temp table erased (person uuid) on commit drop`)
    let adopted = 0
    for (const { name, records } of options.topics)
      adopted += await adopt(owner, name, records, options.until)
    await owner.query('insert into erased select distinct unnest($1::uuid[])', [options.erased])
    if (first.rowCount) await owner.query(await readFile(options.restored, 'utf8'))
    const { rows: withdrawn } = await owner.query<Withdrawn>(
      'select distinct on (topic, key) topic, key, type from withdrawn',
    )
    const { rows } = await owner.query<{ seq: string }>(
      'select coalesce(max(seq), 0)::text as seq from outbox',
    )
    await owner.query('commit')
    return { adopted, withdrawn, lastSeq: rows[0]?.seq ?? '0' }
  } finally {
    await owner.end()
  }
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
    insert into withdrawn select $2, key, type from came
  )
  insert into outbox (id, topic, key, type, value, at, sent_at)
  select id, $2, key, type, value, at, clock_timestamp() from came order by place`

/**
 * Ends the keys that nobody has republished: what only the lost time knew. Call when all current
 * state is in the outbox. Idempotent. Returns how many it ended.
 */
export async function endWithdrawn(
  ownerUrl: string,
  { withdrawn, lastSeq }: Pick<Reconciled, 'withdrawn' | 'lastSeq'>,
): Promise<number> {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  try {
    const { rowCount } = await owner.query(
      `insert into outbox (id, topic, key, type, value, at)
       select uuidv7(), w.topic, w.key, w.type, null, now()
       from unnest($1::text[], $2::text[], $3::text[]) as w (topic, key, type)
       where not exists (
         select from outbox o where o.topic = w.topic and o.key = w.key and o.seq > $4)`,
      [
        withdrawn.map(({ topic }) => topic),
        withdrawn.map(({ key }) => key),
        withdrawn.map(({ type }) => type),
        lastSeq,
      ],
    )
    return rowCount ?? 0
  } finally {
    await owner.end()
  }
}

/** Appends the end of each of these people behind everything, for all readers once more. */
export async function replayErasures(
  identityOwnerUrl: string,
  topic: { readonly name: string; readonly type: string },
  people: readonly string[],
): Promise<void> {
  if (people.length === 0) return
  const owner = new pg.Client(identityOwnerUrl)
  await owner.connect()
  try {
    await owner.query(
      `insert into outbox (id, topic, key, type, value, at)
       select uuidv7(), $1, person, $2, null, now() from unnest($3::text[]) as person`,
      [topic.name, topic.type, people],
    )
  } finally {
    await owner.end()
  }
}
