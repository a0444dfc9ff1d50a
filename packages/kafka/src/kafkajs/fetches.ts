// How long a fetch of kafkajs 2.2.4 waits at the broker, patched at run time and only in memory.
import { createRequire } from 'node:module'

type Connection = {
  readonly socket?: { destroy(): void } | null
  readonly requestQueue: {
    readonly inflight: { readonly size: number }
    rejectAll(error: Error): void
  }
}
type Broker = { readonly connectionPool: { readonly pool: readonly Connection[] } }
type Partitions = readonly { readonly partitions: readonly number[] }[]
type ConsumerGroup = {
  readonly cluster: { readonly brokerPool: { readonly brokers: Readonly<Record<string, Broker>> } }
  maxWaitTime: number
  assigned(): Partitions
  paused(): Partitions
  fetch: (this: ConsumerGroup, nodeId: number) => Promise<readonly unknown[]>
}
type Runner = {
  readonly consumerGroup: ConsumerGroup
  stop: (this: Runner) => Promise<void>
}
type Class<T> = { readonly prototype: T & { [PATCHED]?: true } }

const PATCHED = Symbol.for('pk-auto.kafka.fetches')
/** As long as a fetch waits while nothing comes and nothing is paused. */
const LONG_FETCH_MS = 3_000
/** A partition that is no longer paused is fetched when the fetch of the others has ended. */
const SHORT_FETCH_MS = 500
const END_EVERY_MS = 10
// kafkajs keeps a connection for fetches alone, the second of its pool.
const FETCHES = 1

const require = createRequire(import.meta.url)
const own = <T>(name: string): Class<T> => require(`kafkajs/src/consumer/${name}`) as Class<T>

/**
 * A consumer at rest does little but fetch, so that a longer wait is less work: three seconds
 * instead of half a one take notify's six subscriptions from 1.1 to 0.6 % of a core. kafkajs makes
 * a stop wait for the fetch under way; here the stop ends it. Nothing is lost: what such a fetch
 * would have brought is fetched again by whoever has the partition next. Idempotent.
 */
export function waitLongWhileIdle(): void {
  const group = own<ConsumerGroup>('consumerGroup').prototype
  const runner = own<Runner>('runner').prototype
  if (group[PATCHED]) return
  const { fetch } = group
  group.fetch = function (nodeId) {
    // With nothing to fetch it sleeps as long, and nothing ends that.
    const long = hasSome(this.assigned()) && !hasSome(this.paused())
    this.maxWaitTime = long ? LONG_FETCH_MS : SHORT_FETCH_MS
    return fetch.call(this, nodeId)
  }
  const { stop } = runner
  runner.stop = function () {
    const stopped = stop.call(this)
    // More than once: a fetch that has begun may not have been sent yet.
    const ending = setInterval(() => endFetches(this.consumerGroup), END_EVERY_MS)
    return stopped.finally(() => clearInterval(ending))
  }
  group[PATCHED] = true
}

const hasSome = (of: Partitions) => of.some(({ partitions }) => partitions.length > 0)

function endFetches({ cluster }: ConsumerGroup): void {
  for (const { connectionPool } of Object.values(cluster.brokerPool.brokers)) {
    const { socket, requestQueue } = connectionPool.pool[FETCHES] ?? {}
    if (!requestQueue?.inflight.size) continue
    // An answer that comes now would find nobody who asked.
    socket?.destroy()
    // By this name a consumer takes it for an empty answer.
    const closed = Object.assign(new Error('stopped'), { name: 'KafkaJSConnectionClosedError' })
    requestQueue.rejectAll(closed)
  }
}
