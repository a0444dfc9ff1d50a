// Usage: node scripts/bench/events.ts [--rounds 5] [--backlog 50000] [--only
// idle,sparse,full,drain,tax] Figure 5: commit → consumer by outbox, relay and Kafka, against a
// bare kafkajs producer and consumer.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startServers } from '@pk-auto/servers/start-servers'
import { testDatabase } from '@pk-auto/testing/database'
import { testTopicPrefix } from '@pk-auto/testing/names'
import { testTopics } from '@pk-auto/testing/topics'
import type { Order, Report, Role, Setting } from './events-worker/worker.ts'
import pg from 'pg'
import { commitOf, figureOf, report, roundsOf, type Round } from './measure.ts'
import { cpuMs } from './proc.ts'
import { BENCH_OFFSET } from './stage.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    backlog: { type: 'string', default: '50000' },
    only: { type: 'string', default: 'idle,sparse,full,drain,tax' },
  },
})
const ROUNDS = roundsOf(values.rounds)
const BACKLOG = Number(values.backlog)
const commit = commitOf()

await using servers = await startServers({
  offset: BENCH_OFFSET,
  profile: 'bench',
  only: ['postgres', 'kafka', 'redis'],
})
const migrations = fileURLToPath(new URL('./events-worker/tables', import.meta.url))
await using database = await testDatabase({
  serverUrl: servers.postgresUrl,
  service: 'bench',
  migrations,
})
const prefix = testTopicPrefix()
const [ourTopic, bareTopic] = ['bench.written.v1', 'bench.bare.v1']
await using _topics = await testTopics({
  brokers: servers.kafkaBrokers,
  topicPrefix: prefix,
  names: [ourTopic, bareTopic],
})

type Part = {
  readonly pid: number
  /** When each `n` was committed, sent or met, in milliseconds. */
  readonly times: ReadonlyMap<number, number>
  write(order: Order['write']): Promise<{ done: number; tookMs: number }>
  end(): Promise<void>
}

/** One process that does its part; ready when this resolves. */
async function part(role: Role, topic: string): Promise<Part> {
  const setting: Setting = {
    databaseUrl: database.url,
    brokers: [...servers.kafkaBrokers],
    redisUrl: servers.redisUrl,
    prefix,
    topic,
  }
  const execArgv = ['--disable-warning=TimeoutNegativeWarning']
  const child = fork(
    fileURLToPath(new URL('./events-worker/worker.ts', import.meta.url)),
    [JSON.stringify(setting), role],
    { execArgv },
  )
  const times = new Map<number, number>()
  const ready = Promise.withResolvers<void>()
  let done: ((message: { done: number; tookMs: number }) => void) | undefined
  child.on('message', (message: Report) => {
    if ('ready' in message) ready.resolve()
    else if ('done' in message) done?.(message)
    else for (const [n, at] of message.times) times.set(n, at)
  })
  let ending = false
  // Nothing that is measured without one of its parts means anything.
  child.once(
    'exit',
    (code) => ending || (console.error(`${role} ended by itself with ${code}`), process.exit(1)),
  )
  await ready.promise
  return {
    pid: child.pid ?? 0,
    times,
    write: (order) =>
      new Promise((resolve) => {
        done = resolve
        child.send({ write: order })
      }),
    async end() {
      if (ending) return
      ending = true
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await fact())) await pause(50)
}
function p99(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? NaN
  console.error(
    `  p50 ${at(0.5).toFixed(1)}  p90 ${at(0.9).toFixed(1)}  p99 ${at(0.99).toFixed(1)} ms`,
  )
  return at(0.99)
}
const rounds = async (one: () => Promise<Round>): Promise<Round[]> => {
  const all: Round[] = []
  while (all.length < ROUNDS) all.push(await one())
  return all
}
let written = 0
const numbers = (count: number) => ({ from: (written += count) - count, count })

type Side = { from: Part; to: Part }
/** Latencies of so many events, once every one of them has come. */
async function latencies({ from, to }: Side, count: number, perSecond: number): Promise<number[]> {
  const range = numbers(count)
  await from.write({ ...range, perSecond, atOnce: 1, perBatch: 1 })
  const ns = Array.from({ length: count }, (_, i) => range.from + i)
  await until(() => ns.every((n) => to.times.has(n) && from.times.has(n)))
  return ns.map((n) => (to.times.get(n) ?? NaN) - (from.times.get(n) ?? NaN))
}

let relay = await part('relay', ourTopic)
const ours = { from: await part('writer', ourTopic), to: await part('consumer', ourTopic) }
const bare = {
  from: await part('bare-producer', bareTopic),
  to: await part('bare-consumer', bareTopic),
}
// The broker's own compiler is busy for its first seconds under load.
for (const side of [ours, bare]) await latencies(side, 40_000, 1_000)

const IDLE_S = 6
const LIMITS = { idlePercent: 1, p99Ms: 40, drainPerSecond: 8_000 }

const owner = new pg.Client(database.ownerUrl)
await owner.connect()
const drained = () =>
  until(
    async () =>
      (await owner.query('select from outbox where sent_at is null limit 1')).rowCount === 0,
  )

/** Events per second from the first arrival to the last, once all have come. */
async function drainRate(
  { to }: Side,
  fill: (range: { from: number; count: number }) => Promise<unknown>,
): Promise<number> {
  const range = numbers(BACKLOG)
  await fill(range)
  const all = Array.from({ length: BACKLOG }, (_, i) => range.from + i)
  await until(() => all.every((n) => to.times.has(n)))
  const came = all.map((n) => to.times.get(n) ?? NaN)
  return (
    (BACKLOG * 1_000) /
    (came.reduce((a, b) => Math.max(a, b)) - came.reduce((a, b) => Math.min(a, b)))
  )
}

/**
 * CPU of the writer and of its own connections: what relay, broker and consumer use at the same
 * time on the same two cores is not the writer's.
 */
async function writerCpuMs(): Promise<number> {
  const { rows } = await owner.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'bench'
       and pid not in (select pid from pg_locks where locktype = 'advisory')`,
  )
  return [ours.from.pid, ...rows.map(({ pid }) => pid)].reduce((sum, pid) => sum + cpuMs(pid), 0)
}

/**
 * CPU of one commit at a rate that leaves the machine air: where relay, broker and writer fill the
 * cores together, each makes the other's work dearer, and that is not the relay's tax.
 */
async function commitCpuMs(): Promise<number> {
  const before = await writerCpuMs()
  const { done } = await ours.from.write({
    ...numbers(4_000),
    ...{ perSecond: 1_000, atOnce: 1, perBatch: 1 },
  })
  return ((await writerCpuMs()) - before) / done
}

const figures: Record<string, { figure: string; round: () => Promise<Round> }> = {
  idle: {
    figure: 'idle CPU of relay and consumer, % of a core',
    async round() {
      const sides = [
        [relay, ours.to],
        [bare.from, bare.to],
      ] as const
      const used = () => sides.map((parts) => parts.reduce((sum, { pid }) => sum + cpuMs(pid), 0))
      const before = used()
      await pause(IDLE_S * 1_000)
      const [mine = NaN, theirs = NaN] = used().map(
        (ms, i) => (ms - (before[i] ?? 0)) / IDLE_S / 10,
      )
      // A bare client that does nothing at all would make any ratio infinite.
      return { ours: mine, peer: Math.max(theirs, 0.01), limit: LIMITS.idlePercent }
    },
  },
  sparse: {
    figure: 'commit → consumer at 1/s, p99 ms',
    async round() {
      const [mine, theirs] = await Promise.all([
        latencies(ours, 12, 1),
        pause(500).then(() => latencies(bare, 12, 1)),
      ])
      return { ours: p99(mine), peer: p99(theirs), limit: LIMITS.p99Ms }
    },
  },
  full: {
    figure: 'commit → consumer at 1,000/s, p99 ms',
    round: async () => ({
      ours: p99(await latencies(ours, 4_000, 1_000)),
      peer: p99(await latencies(bare, 4_000, 1_000)),
      limit: LIMITS.p99Ms,
    }),
  },
  drain: {
    figure: `drain of ${BACKLOG} events, events per second`,
    async round() {
      await relay.end()
      const mine = await drainRate(ours, async (range) => {
        await ours.from.write({ ...range, perSecond: 0, atOnce: 4, perBatch: 200 })
        relay = await part('relay', ourTopic)
      })
      const theirs = await drainRate(bare, (range) =>
        bare.from.write({ ...range, perSecond: 0, atOnce: 1, perBatch: 200 }),
      )
      return { ours: mine, peer: theirs, limit: LIMITS.drainPerSecond }
    },
  },
  tax: {
    figure: 'CPU-ms of a commit at 1,000/s with a relay, against none',
    async round() {
      await drained()
      const withRelay = await commitCpuMs()
      await relay.end()
      const without = await commitCpuMs()
      relay = await part('relay', ourTopic)
      return { ours: withRelay, peer: without }
    },
  },
}

for (const name of values.only.split(',')) {
  const wanted = figures[name]
  if (!wanted) throw new Error(`--only knows ${Object.keys(figures).join(', ')}, not ${name}`)
  // Consumers take CPU from both sides; only the relay is in question.
  if (name === 'tax') for (const one of [ours.to, bare.from, bare.to]) await one.end()
  report(figureOf(`5 events: ${wanted.figure}`, await rounds(wanted.round), commit))
}
await owner.end()
for (const one of [relay, ours.from, ours.to, bare.from, bare.to]) await one.end()
