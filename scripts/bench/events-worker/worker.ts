// One part of the events benchmark in a process of its own: ours (writer, relay, consumer) and the
// bare client's (producer, consumer). Its parent sends it what to do.
import { connectKafka } from '@pk-auto/kafka/kafka'
import { createPublisher } from '@pk-auto/kafka/publisher'
import { subscribe } from '@pk-auto/kafka/subscription'
import { isTransient } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import { openDatabase } from '@pk-auto/postgres/database'
import { outboxOf } from '@pk-auto/postgres/outbox'
import { startRelay } from '@pk-auto/postgres/relay'
import { transactions, type Tx } from '@pk-auto/postgres/transaction'
import { openRedis } from '@pk-auto/redis/redis'
import { installTracing } from '@pk-auto/telemetry/tracing'
import { Kafka, logLevel, Partitioners } from 'kafkajs'

export type Setting = {
  databaseUrl: string
  brokers: string[]
  redisUrl: string
  prefix: string
  topic: string
}
export type Role = 'writer' | 'relay' | 'consumer' | 'bare-producer' | 'bare-consumer'
/** Writes are counted by `n` from `from`. `perSecond` 0: as fast as `atOnce` can. */
export type Order = {
  write: {
    from: number
    count: number
    perSecond: number
    atOnce: number
    perBatch: number
    seconds?: number
  }
}
/** When each `n` was committed (sent) or came, in milliseconds of the machine's clock. */
export type Report =
  | { ready: true }
  | { done: number; tookMs: number }
  | { times: [n: number, at: number][] }

type Write = (ns: readonly number[]) => Promise<void>

const now = () => performance.timeOrigin + performance.now()
// The size of an ordinary listing event.
const FILLER = Buffer.alloc(700, 0x61)
const valueOf = (n: number) => Buffer.concat([Buffer.from(String(n).padStart(12, '0')), FILLER])
const nOf = (value: Uint8Array) =>
  Number(Buffer.from(value.buffer, value.byteOffset, 12).toString())
const send = (report: Report) => process.send?.(report)

function onOrders(write: Write): void {
  process.on('message', ({ write: order }: Order) => void run(order, write))
}

/**
 * A writer that waits its turn too long asks again, as a person would: what is measured begins at
 * the commit.
 */
async function untilTaken(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isTransient(error)) throw error
    }
  }
}

async function run(
  { from, count, perSecond, atOnce, perBatch, seconds = Infinity }: Order['write'],
  write: Write,
): Promise<void> {
  const started = performance.now()
  const end = started + seconds * 1_000
  const times: [number, number][] = []
  let next = from
  const one = async () => {
    const ns = Array.from({ length: Math.min(perBatch, from + count - next) }, () => next++)
    await untilTaken(() => write(ns))
    const at = now()
    for (const n of ns) times.push([n, at])
  }
  if (perSecond === 0) {
    const lane = async () => {
      while (next < from + count && performance.now() < end) await one()
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
  } else {
    const running: Promise<void>[] = []
    for (let i = 0; i < count;) {
      for (
        const due = ((performance.now() - started) / 1_000) * perSecond;
        i <= due && i < count;
        i += 1
      )
        running.push(one())
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await Promise.all(running)
  }
  send({ done: times.length, tookMs: performance.now() - started })
  send({ times })
}

/**
 * Arrivals are reported in lots, a moment after they came, so that reporting does not disturb what
 * is measured.
 */
function arrivals(): (n: number) => void {
  let times: [number, number][] = []
  setInterval(() => {
    if (times.length === 0) return
    send({ times })
    times = []
  }, 250)
  return (n) => times.push([n, now()])
}

const { databaseUrl, brokers, redisUrl, prefix, topic } = JSON.parse(
  process.argv[2] ?? '{}',
) as Setting
const role = process.argv[3] as Role
installTracing({})
const ours = () => connectKafka({ brokers, service: 'bench', topicPrefix: prefix })
const bare = () => new Kafka({ clientId: 'bare', brokers, logLevel: logLevel.NOTHING })

const written = {
  kind: 'fact' as const,
  ordered: false,
  name: topic,
  type: 'bench.Written',
  key: newId,
  encode: valueOf,
  decode: nOf,
}

const start: Record<Role, () => Promise<void>> = {
  async writer() {
    // Wider than a service's: what is measured begins at the commit, and a slow disk must not make
    // the writes late.
    const database = openDatabase({ url: databaseUrl, service: 'bench', poolSize: 16 })
    const redis = openRedis({ url: redisUrl, service: 'bench' })
    type Db = { write: { n: number } }
    const inTransaction = transactions(database, (tx: Tx<Db>) => ({ tx, outbox: outboxOf(tx) }))
    // A replica that does not relay: what it commits is published by the other one, woken by a
    // hint.
    database.onAppended(() => redis.hint('outbox:bench'))
    onOrders((ns) =>
      inTransaction({ system: 'bench' }, async ({ tx, outbox }) => {
        await Promise.all([
          tx
            .insertInto('write')
            .values(ns.map((n) => ({ n })))
            .execute(),
          outbox.append(written, ...ns.map((n) => ({ event: n, at: new Date() }))),
        ])
      }),
    )
  },
  async relay() {
    const database = openDatabase({ url: databaseUrl, service: 'bench' })
    const publisher = createPublisher(ours())
    const relay = startRelay({
      database,
      publish: (events) => publisher.publish(events),
      hints: openRedis({ url: redisUrl, service: 'bench' }),
    })
    while (!relay.active()) await new Promise((resolve) => setTimeout(resolve, 10))
  },
  async consumer() {
    const came = arrivals()
    const handle = async (events: readonly { value: number | null }[]) => {
      for (const { value } of events) if (value !== null) came(value)
    }
    const subscription = subscribe(written, { handle })(ours())
    await subscription.caughtUp()
  },
  async 'bare-producer'() {
    const producer = bare().producer({
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    })
    await producer.connect()
    onOrders(
      async (ns) =>
        void (await producer.send({
          topic: `${prefix}${topic}`,
          acks: -1,
          messages: ns.map((n) => ({ key: newId(), value: valueOf(n) })),
        })),
    )
  },
  async 'bare-consumer'() {
    const came = arrivals()
    const consumer = bare().consumer({ groupId: `${prefix}bare`, maxWaitTimeInMs: 500 })
    await consumer.connect()
    await consumer.subscribe({ topic: `${prefix}${topic}`, fromBeginning: true })
    await consumer.run({
      eachBatch: async ({ batch }) =>
        batch.messages.forEach(({ value }) => value && came(nOf(value))),
    })
    await new Promise((resolve) => consumer.on(consumer.events.FETCH, resolve))
  },
}
process.once('disconnect', () => process.exit())
await start[role]()
send({ ready: true })
