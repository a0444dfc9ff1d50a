// The relay: carries the outbox to Kafka, in order, by one active relay per service that another
// takes over when it dies.
import { setTimeout as wait } from 'node:timers/promises'
import { backoffMs } from '@pk-auto/kernel/backoff'
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type pg from 'pg'
import type { Database } from './database.ts'
import type { OutboxEvent } from './outbox.ts'

const MAX_EVENTS = 200
const MAX_BYTES = 512 * 1024
const POLL = { busyMs: 10, idleMs: 250 }
// Events that come right behind a batch travel together: at 1,000 a second this takes half of the
// relay's work, and a lone event never waits for it.
const GATHER_MS = 5
const AFTER_FAILURE = { firstMs: 100, maxMs: 2_000 }

export type RelayOptions = {
  database: Database
  /**
   * Resolves when every event is durable at the broker. A batch may be sent again after a failure:
   * consumers expect repeats.
   */
  publish: (events: readonly OutboxEvent[]) => Promise<void>
  /** Hints to and from other replicas; loss is harmless. */
  hints?: { hint(channel: string): void; onHint(channel: string, listener: () => void): Disposable }
}

export type Relay = AsyncDisposable & {
  /**
   * Resolves when nothing committed before the call is unsent, whatever comes meanwhile; true when
   * nothing was.
   */
  drained(): Promise<boolean>
  /** True while this relay holds the service's lock. */
  active(): boolean
}

// Never a `last id` cursor: rows of late commits have lower seqs and would be skipped. The running
// byte sum keeps a batch under the cap, one event at least; one row more than a batch tells whether
// there is more. $1 is on its way already.
const NEXT_BATCH = {
  name: 'outbox_next',
  text: `
  select id, seq, stored_at, topic, key, type, value, at, traceparent, more from (
    select id, seq, stored_at, topic, key, type, value, at, traceparent, lead(seq) over (order by seq) is not null as more,
      sum(coalesce(length(value), 0)) over (order by seq) as bytes, row_number() over (order by seq) as place
    from (select * from outbox where sent_at is null and seq <> all($1) order by seq limit ${MAX_EVENTS + 1}) unsent
  ) sized where place <= ${MAX_EVENTS} and (bytes <= ${MAX_BYTES} or place = 1) order by seq`,
}

// The days of the batch spare the partitions of all others.
const MARK = {
  name: 'outbox_mark',
  text: 'update outbox set sent_at = clock_timestamp() where seq = any($1) and stored_at between $2 and $3 and sent_at is null',
}

// A mark that a crash of the server forgets is a batch sent again, which consumers expect: not
// worth waiting for the disk after every batch.
const SESSION = 'set role worker; set synchronous_commit = off'

type Row = Omit<OutboxEvent, 'traceparent'> & {
  traceparent: string | null
  stored_at: Date
  more: boolean
}

const toEvent = ({ traceparent, id, seq, topic, key, type, value, at }: Row): OutboxEvent => ({
  ...{ id, seq, topic, key, type, value, at },
  ...(traceparent !== null && { traceparent }),
})

/** Aborted when the connection is gone. */
function sessionOf(client: pg.PoolClient): AbortSignal {
  const session = new AbortController()
  for (const gone of ['error', 'end'] as const)
    client.once(gone, () => session.abort(new Error('the session is gone')))
  return session.signal
}

/** Starts relaying at once; `await using` stops it after the batch in hand. */
export function startRelay({ database, publish, hints }: RelayOptions): Relay {
  const { service } = database
  const log = loggerFor(service)
  const channel = `outbox:${service}`
  const sent = metricsFor(service).counter('outbox_sent', {
    unit: '{event}',
    description: 'Events carried from the outbox to the broker',
  })
  const stop = new AbortController()
  let failures = 0
  let holds = false
  let wakeUp: (() => void) | undefined
  let woken = false
  const wake = () => {
    woken = true
    wakeUp?.()
  }
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (woken || stop.signal.aborted) return resolve()
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    }).finally(() => {
      wakeUp = undefined
      woken = false
    })

  async function next(client: pg.PoolClient, underWay: readonly Row[] = []): Promise<Row[]> {
    return (await client.query<Row>(NEXT_BATCH, [underWay.map((row) => row.seq)])).rows
  }

  async function send(batch: readonly Row[], session: AbortSignal): Promise<void> {
    // Whoever lost the session lost the lock with it: another one may be sending these events and
    // later ones by now.
    session.throwIfAborted()
    await failpoint('outbox.before_send')
    await publish(batch.map(toEvent))
    await failpoint('outbox.after_send')
  }

  async function mark(client: pg.PoolClient, batch: readonly Row[]): Promise<void> {
    if (batch.length === 0) return
    const days = batch.map((row) => row.stored_at.getTime())
    await client.query(MARK, [
      batch.map((row) => row.seq),
      new Date(Math.min(...days)),
      new Date(Math.max(...days)),
    ])
    sent.add(batch.length)
    failures = 0
  }

  // One batch is on its way at a time. Meanwhile, on the one connection, the batch before is marked
  // and then the one behind is read.
  async function carry(client: pg.PoolClient, session: AbortSignal, first: Row[]): Promise<void> {
    let before: Row[] = []
    for (let batch = first; batch.length > 0;) {
      const more = batch.at(-1)?.more === true && !stop.signal.aborted
      const work = [
        send(batch, session),
        mark(client, before),
        more ? next(client, batch) : Promise.resolve([]),
      ] as const
      // A send outlives a failure beside it: what starts over must not overtake it.
      await Promise.allSettled(work)
      const [, , behind] = await Promise.all(work)
      before = batch
      batch = behind
    }
    await Promise.all([mark(client, before), wait(GATHER_MS)])
  }

  // Holds one connection, whose session owns the advisory lock: when the process dies, Postgres
  // frees the lock and another relay takes over.
  async function holdAndRelay(client: pg.PoolClient): Promise<void> {
    const session = sessionOf(client)
    await client.query(SESSION)
    let idle: number = POLL.busyMs
    while (!stop.signal.aborted) {
      if (!holds) {
        const { rows } = await client.query<{ held: boolean }>(
          'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
          [channel],
        )
        holds = rows[0]?.held === true
        if (!holds) {
          await pause(POLL.idleMs)
          continue
        }
        log.info({ event: 'outbox.relay_active' }, 'this process relays the outbox')
      }
      const batch = await next(client)
      if (batch.length > 0) await carry(client, session, batch)
      idle = batch.length > 0 ? POLL.busyMs : Math.min(POLL.idleMs, idle * 2)
      await pause(idle)
    }
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      let client: pg.PoolClient | undefined
      try {
        client = await database.pool.connect()
        await holdAndRelay(client)
      } catch (error) {
        log.warn(
          {
            event: 'outbox.relay_failed',
            reason: error instanceof Error ? error.message : String(error),
          },
          'the relay starts over',
        )
      } finally {
        holds = false
        // The session held a lock and a role: close the connection rather than hand it back.
        client?.release(true)
      }
      // Not shortened by new events: a busy service must not hammer a broker that is away.
      await wait(backoffMs(failures++, AFTER_FAILURE), undefined, { signal: stop.signal }).catch(
        () => undefined,
      )
    }
  }

  const forget = [database.onAppended(wake), database.onAppended(() => hints?.hint(channel))]
  const listening = hints?.onHint(channel, wake)
  const running = run()
  return {
    active: () => holds,
    async drained() {
      const [last] = await database.asWorker<{ seq: bigint | null }>(
        'select max(seq) as seq from outbox where sent_at is null',
      )
      const { seq } = last ?? {}
      if (typeof seq !== 'bigint') return true
      for (;;) {
        const [row] = await database.asWorker<{ unsent: boolean }>(
          `select exists (select from outbox where sent_at is null and seq <= ${seq}) as unsent`,
        )
        if (row?.unsent === false) return false
        wake()
        await wait(POLL.busyMs)
      }
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      forget.forEach((f) => f())
      listening?.[Symbol.dispose]()
      wake()
      await running
    },
  }
}
