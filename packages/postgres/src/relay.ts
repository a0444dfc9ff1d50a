// The relay: carries the outbox to Kafka, in order, by one active relay per service that another
// takes over when it dies.
import { setTimeout as wait } from 'node:timers/promises'
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import { repeat } from '@pk-auto/lifecycle/repeat'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type { Database } from './database.ts'
import type { OutboxEvent } from './outbox.ts'
import { type Batch, openRelaySession, type RelaySession } from './relay-session.ts'

// A commit here or a hint from another replica wakes the relay; a look repairs what a hint lost,
// and one a second would be most of what an idle service does.
const POLL = { busyMs: 10, idleMs: 1_000, hintedMs: 5_000 }
// Events that come right behind a batch travel together: at 1,000 a second this takes half of the
// relay's work, and a lone event never waits for it.
const GATHER_MS = 5
const MAX_BACKOFF_MS = 2_000
// So much in bulk, and so long a pause behind it: whoever is live waits for no more than that, and
// readers are not filled faster than they read.
const BULK = { events: 100, pauseMs: 25 }
const OLDEST = `
  select extract(epoch from clock_timestamp() - stored_at)::float8 * 1000 as ms
  from outbox where sent_at is null and not bulk order by seq limit 1`

export type RelayOptions = {
  database: Database
  /**
   * Resolves when every event is durable at the broker. A batch may be sent again after a failure:
   * consumers expect repeats.
   */
  publish: (events: readonly OutboxEvent[]) => Promise<void>
  /**
   * Hints to and from other replicas; loss is harmless. Without any, what another replica stores
   * leaves within five seconds: for services whose events nobody waits for.
   */
  hints?: {
    hint(channel: string): void
    onHint(channel: string, listener: () => void): Disposable
    /** False while hints are being missed. */
    isListening(): boolean
  }
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

/** Starts relaying at once; `await using` stops it after the current batch. */
export function startRelay({ database, publish, hints }: RelayOptions): Relay {
  const { service } = database
  const log = loggerFor(service)
  const channel = `outbox:${service}`
  const metrics = metricsFor(service)
  const sent = metrics.counter('outbox_sent_total')
  // Of every relay, the waiting ones too: a stuck one must not be the only one that reports it.
  const age = metrics.askedGauge('outbox_age_ms', async () => {
    const [oldest] = await database.asWorker<{ ms: number }>(OLDEST)
    return oldest?.ms ?? 0
  })
  let session: RelaySession | undefined
  const seldomMs = () => (hints?.isListening() === false ? POLL.idleMs : POLL.hintedMs)
  let idleMs = POLL.busyMs
  let bulkFrom = 0

  async function send({ events }: Batch, { signal }: RelaySession): Promise<void> {
    // Whoever lost the session lost the lock with it: another one may be sending these events and
    // later ones by now.
    signal.throwIfAborted()
    await failpoint('outbox.before_send')
    await publish(events)
    await failpoint('outbox.after_send')
  }

  async function mark(batch: Batch | undefined, by: RelaySession): Promise<void> {
    if (!batch) return
    await by.mark(batch)
    sent.add(batch.events.length)
  }

  // One batch is on its way at a time. Meanwhile, on the one connection, the batch before is marked
  // and then the one behind is read.
  async function carry(first: Batch, by: RelaySession, stopping: AbortSignal): Promise<void> {
    let before: Batch | undefined
    for (let batch: Batch | undefined = first; batch;) {
      const goOn = batch.more && !stopping.aborted
      const sending = send(batch, by)
      // In this order on the connection: what is marked must not be read again.
      const marking = mark(before, by)
      const reading: Promise<Batch | undefined> = goOn
        ? by.next({ underWay: batch })
        : Promise.resolve(undefined)
      const work = [sending, marking, reading]
      // A send outlives a failure next to it: what starts over must not overtake it.
      await Promise.allSettled(work)
      await Promise.all(work)
      before = batch
      batch = await reading
    }
    await Promise.all([mark(before, by), wait(GATHER_MS)])
  }

  /** One look at the outbox; returns how long to pause. */
  async function look(stopping: AbortSignal): Promise<number> {
    if (!session) {
      session = await openRelaySession(database, channel)
      if (!session) return POLL.idleMs
      log.info({ event: 'outbox.relay_active' }, 'this process relays the outbox')
    }
    // Woken before the pause is over it takes what is live alone.
    const bulk = performance.now() >= bulkFrom ? BULK.events : 0
    const batch = await session.next({ bulk })
    if (batch) await carry(batch, session, stopping)
    if (batch?.hasBulk === true) bulkFrom = performance.now() + BULK.pauseMs
    idleMs = batch ? POLL.busyMs : Math.min(seldomMs(), idleMs * 2)
    const pauseLeftMs = bulkFrom - performance.now()
    return pauseLeftMs > 0 ? Math.min(idleMs, pauseLeftMs) : idleMs
  }

  function close(): void {
    session?.[Symbol.dispose]()
    session = undefined
  }

  const loop = repeat({
    ...{ name: 'outbox.relay', service, everyMs: POLL.idleMs, maxBackoffMs: MAX_BACKOFF_MS },
    run: (stopping) =>
      look(stopping).catch((error: unknown) => {
        close()
        throw error
      }),
  })
  const listening = hints?.onHint(channel, loop.wake)
  const stopListening = [
    database.onAppended(loop.wake),
    database.onAppended(() => hints?.hint(channel)),
  ]
  return {
    active: () => session !== undefined,
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
        loop.wake()
        await wait(POLL.busyMs)
      }
    },
    async [Symbol.asyncDispose]() {
      age[Symbol.dispose]()
      for (const stop of stopListening) stop()
      listening?.[Symbol.dispose]()
      await loop[Symbol.asyncDispose]()
      close()
    },
  }
}
