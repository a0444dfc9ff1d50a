// How long a fetch of kafkajs 2.2.4 waits at the broker, patched at run time and only in memory.
import { AsyncLocalStorage } from 'node:async_hooks'
import { createRequire } from 'node:module'
import { setTimeout as wait } from 'node:timers/promises'

type Request = { readonly entry: { readonly apiName: string; reject(reason: Error): void } }
type RequestQueue = {
  readonly inflight: ReadonlyMap<number, unknown>
  rejectAll(reason: Error): void
  push: (this: RequestQueue, request: Request) => void
}
type Connection = {
  readonly socket?: { destroy(): void } | null
  readonly requestQueue: RequestQueue
  disconnect(): Promise<unknown>
}
type Broker = { readonly connectionPool: { readonly pool: readonly Connection[] } }
type Partitions = readonly { readonly partitions: readonly number[] }[]
type ConsumerGroup = {
  readonly cluster: { readonly brokerPool: { readonly brokers: Readonly<Record<string, Broker>> } }
  maxWaitTime: number
  assigned(): Partitions
  paused(): Partitions
  filterPartitionsByNode(nodeId: number, of: Partitions): Partitions
  heartbeat(settings: { interval: number }): Promise<void>
  fetch: (this: ConsumerGroup, nodeId: number) => Promise<readonly unknown[]>
}
type Runner = {
  readonly consumerGroup: ConsumerGroup
  stop: (this: Runner) => Promise<void>
}
type Class<T> = { readonly prototype: T & { [PATCHED]?: true } }

const PATCHED = Symbol.for('pk-auto.kafka.fetches')
/** As long as a fetch waits while nothing comes and nothing is paused. */
const LONG_FETCH_MS = 9_000
/** The heartbeats of one that waits, for kafkajs sends them between fetches alone. */
const BEAT_MS = 3_000
/** A partition that is no longer paused is fetched when the fetch of the others has ended. */
const SHORT_FETCH_MS = 500
const END_EVERY_MS = 10
// kafkajs keeps a connection for fetches alone, the second of its pool.
const FETCHES = 1

const require = createRequire(import.meta.url)
const own = <T>(name: string): Class<T> => require(`kafkajs/src/${name}`) as Class<T>

/**
 * A consumer at rest does little but fetch, so that a longer wait is less work (figures: ADR 12).
 * Heartbeats come every three seconds as before, so that a rebalance waits no longer. kafkajs makes
 * a stop wait for the fetch under way; here the stop ends it, and so does a heartbeat that fails.
 * Nothing is lost: what such a fetch would have brought is fetched again by whoever has the
 * partition next. Idempotent.
 */
export function waitLongWhileIdle(): void {
  const group = own<ConsumerGroup>('consumer/consumerGroup').prototype
  const runner = own<Runner>('consumer/runner').prototype
  if (group[PATCHED]) return
  const { fetch } = group
  group.fetch = function (nodeId) {
    const ended = Promise.withResolvers<readonly unknown[]>()
    const fetching = { isEnded: false }
    const end = () => {
      fetching.isEnded = true
      ended.resolve([])
      close(this.cluster.brokerPool.brokers[nodeId]?.connectionPool.pool[FETCHES])
    }
    const all = underWay.get(this) ?? new Set()
    underWay.set(this, all.add(end))
    // Fetches from other brokers beat as well. When one fails kafkajs has to join again, which it
    // notices by the heartbeat behind a fetch.
    const beating = setInterval(() => {
      this.heartbeat({ interval: BEAT_MS / 2 }).catch(end)
    }, BEAT_MS)
    const assigned = this.assigned()
    const isElsewhere = hasSome(assigned) && !hasSomeAt(this, nodeId, assigned)
    const long = hasSome(assigned) && !hasSome(this.paused())
    this.maxWaitTime = long ? LONG_FETCH_MS : SHORT_FETCH_MS
    // With nothing to fetch kafkajs sleeps as long as it would wait: here it is ended like a fetch.
    const fetched = isElsewhere
      ? wait(LONG_FETCH_MS, [], { ref: false })
      : current.run(fetching, () => fetch.call(this, nodeId))
    return Promise.race([fetched, ended.promise]).finally(() => {
      all.delete(end)
      clearInterval(beating)
    })
  }
  const { stop } = runner
  runner.stop = function () {
    const stopped = stop.call(this)
    // More than once: another fetch may begin until all of the runner has stopped.
    const endAll = () => underWay.get(this.consumerGroup)?.forEach((end) => end())
    endAll()
    const ending = setInterval(endAll, END_EVERY_MS)
    return stopped.finally(() => clearInterval(ending))
  }
  const queue = own<RequestQueue>('network/requestQueue').prototype
  const { push } = queue
  queue.push = function (request) {
    // One that was ended on its way here would be answered to nobody, and hold up the disconnection
    // until then.
    if (request.entry.apiName === 'Fetch' && current.getStore()?.isEnded)
      request.entry.reject(ENDED)
    else push.call(this, request)
  }
  group[PATCHED] = true
}

const ENDED = new Error('the fetch was ended')
/** The fetch that a request belongs to. */
const current = new AsyncLocalStorage<{ readonly isEnded: boolean }>()
/** Ends each fetch of a group that has no answer yet. */
const underWay = new WeakMap<ConsumerGroup, Set<() => void>>()

/** The connection of a fetch that nobody waits for: nothing else would be answered on it before. */
function close(connection: Connection | undefined): void {
  if (!connection || connection.requestQueue.inflight.size === 0) return
  const { socket, requestQueue } = connection
  // A disconnection waits for what is on its way.
  requestQueue.rejectAll(ENDED)
  void connection.disconnect().then(() => socket?.destroy())
}

const hasSome = (of: Partitions) => of.some(({ partitions }) => partitions.length > 0)

function hasSomeAt(group: ConsumerGroup, nodeId: number, assigned: Partitions): boolean {
  try {
    return hasSome(group.filterPartitionsByNode(nodeId, assigned))
  } catch {
    // Who leads which is not known yet; the fetch asks.
    return true
  }
}
