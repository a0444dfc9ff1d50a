// The relay's one connection: its session owns the service's advisory lock, reads what is unsent
// and marks what was sent.
import type pg from 'pg'
import type { Database } from './database.ts'
import type { OutboxEvent } from './outbox.ts'

const MAX_EVENTS = 200
const MAX_BYTES = 512 * 1024

// Never a `last id` cursor: rows of late commits have lower seqs and would be skipped. The running
// byte sum limits a batch, one event at least; one row more than a batch shows whether there is
// more. $1 is on its way already. Bulk stands behind everything live, at most $2 of it: a batch
// that has some has all that is live, too.
const NEXT_BATCH = {
  name: 'outbox_next',
  text: `
    select id, seq, stored_at, topic, key, type, value, at, traceparent, bulk, more,
      exists (select from outbox where sent_at is null and bulk) as bulk_waits
    from (
      select *,
        lead(seq) over (order by bulk, seq) is not null as more,
        sum(coalesce(length(value), 0)) over (order by bulk, seq) as bytes,
        row_number() over (order by bulk, seq) as place
      from (
        (select * from outbox where sent_at is null and not bulk and seq <> all($1)
          order by seq limit ${MAX_EVENTS + 1})
        union all
        (select * from outbox where sent_at is null and bulk order by seq limit $2)
      ) unsent
    ) sized
    where place <= ${MAX_EVENTS} and (bytes <= ${MAX_BYTES} or place = 1) order by bulk, seq`,
}

// The days of the batch spare the partitions of all others.
const MARK_BATCH = `
  update outbox set sent_at = clock_timestamp()
  where seq = any($1) and stored_at between $2 and $3 and sent_at is null`
const MARK = { name: 'outbox_mark', text: MARK_BATCH }

// What waits in bulk and was replaced by what is marked is done with it, in the same statement:
// sent later it would stand behind the newer state of its key.
const MARK_AND_REPLACE = {
  name: 'outbox_mark_and_replace',
  text: `
    with replaced as (
      update outbox o set sent_at = clock_timestamp()
      from unnest($4::text[], $5::text[], $6::bigint[]) as sent (topic, key, seq)
      where o.sent_at is null and o.bulk and o.seq < sent.seq and o.seq <> all($1)
        and o.topic = sent.topic and o.key = sent.key
    ) ${MARK_BATCH}`,
}

const LOCK = 'select pg_try_advisory_lock(hashtextextended($1, 0)) as held'
// A mark that a crash of the server forgets is a batch sent again, which consumers expect: not
// worth waiting for the disk after every batch. A batch is read along the index in the order of
// `seq`: the statistics were taken when next to nothing was unsent, and a plan made for that reads
// and sorts a whole backlog for every batch of it (50,000 events: 5,000/s instead of 20,000/s).
const SETTINGS = [
  'set role worker',
  'set synchronous_commit = off',
  ...['enable_sort', 'enable_bitmapscan', 'enable_seqscan'].map((plan) => `set ${plan} = off`),
].join('; ')

type Row = Omit<OutboxEvent, 'traceparent'> & {
  traceparent: string | null
  stored_at: Date
  bulk: boolean
  more: boolean
  bulk_waits: boolean
}

/** Events that go out together: live ones in the order of `seq`, and then bulk in that order. */
export type Batch = {
  readonly events: readonly OutboxEvent[]
  /** Whether more is unsent behind it, of what was asked for. */
  readonly more: boolean
  readonly hasBulk: boolean
  /** Whether any bulk was unsent, here or behind it. */
  readonly bulkWaits: boolean
  /** Of all that is done once the events are sent. */
  readonly seqs: readonly bigint[]
  readonly storedBetween: readonly [Date, Date]
}

export type RelaySession = Disposable & {
  /** Aborts when the connection is gone, and the lock with it. */
  readonly signal: AbortSignal
  /**
   * The oldest unsent events, without those of `underWay`; undefined when there is none. Behind all
   * live ones up to `bulk` of the others: only while nothing is under way, or a newer state of
   * their keys might be.
   */
  next(wanted: { underWay: Batch } | { bulk: number }): Promise<Batch | undefined>
  mark(batch: Batch): Promise<void>
}

/**
 * Undefined while another session holds the lock of this name. When the process dies, Postgres
 * frees the lock and another relay takes over.
 */
export async function openRelaySession(
  database: Database,
  lock: string,
): Promise<RelaySession | undefined> {
  const client = await database.pool.connect()
  try {
    const { rows } = await client.query<{ held: boolean }>(LOCK, [lock])
    if (rows[0]?.held !== true) {
      client.release()
      return undefined
    }
    await client.query(SETTINGS)
  } catch (error) {
    client.release(true)
    throw error
  }
  return {
    signal: goneSignalOf(client),
    async next(wanted) {
      const values = 'bulk' in wanted ? [[], wanted.bulk] : [wanted.underWay.seqs, 0]
      const { rows } = await client.query<Row>(NEXT_BATCH, values)
      return rows.length === 0 ? undefined : batchOf(rows)
    },
    async mark({ events, seqs, storedBetween, bulkWaits }) {
      const batch = [seqs, ...storedBetween]
      if (!bulkWaits) return void (await client.query(MARK, batch))
      const [topics, keys] = [events.map(({ topic }) => topic), events.map(({ key }) => key)]
      const sent = [topics, keys, events.map(({ seq }) => seq)]
      await client.query(MARK_AND_REPLACE, [...batch, ...sent])
    },
    // The session held a lock and a role: the connection is closed rather than released.
    [Symbol.dispose]: () => client.release(true),
  }
}

function goneSignalOf(client: pg.PoolClient): AbortSignal {
  const gone = new AbortController()
  for (const event of ['error', 'end'] as const)
    client.once(event, () => gone.abort(new Error('the session is gone')))
  return gone.signal
}

function batchOf(rows: readonly Row[]): Batch {
  const days = rows.map((row) => row.stored_at.getTime())
  // The last of a key among those that are live; what waits in bulk with a lower seq is replaced.
  const live = new Map(rows.flatMap((row) => (row.bulk ? [] : [[nameOf(row), row.seq]])))
  const isReplaced = (row: Row) => row.bulk && row.seq < (live.get(nameOf(row)) ?? 0n)
  return {
    events: rows
      .filter((row) => !isReplaced(row))
      .map(({ traceparent, id, seq, topic, key, type, value, at }) => ({
        ...{ id, seq, topic, key, type, value, at },
        ...(traceparent !== null && { traceparent }),
      })),
    more: rows.at(-1)?.more === true,
    hasBulk: rows.at(-1)?.bulk === true,
    bulkWaits: rows[0]?.bulk_waits === true,
    seqs: rows.map((row) => row.seq),
    storedBetween: [new Date(Math.min(...days)), new Date(Math.max(...days))],
  }
}

const nameOf = ({ topic, key }: Row): string => `${topic} ${key}`
