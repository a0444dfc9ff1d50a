// Usage: node scripts/bench/chat/messages.ts [--rounds 5] [--seconds 4] [--conversations 200]
// Figure 4: from a durable send until both people have seen it, against a Socket.IO server that
// writes the same rows; the limit is a bare `ws` that stores nothing.
import { strict as assert } from 'node:assert'
import { parseArgs } from 'node:util'
import { freePorts } from '@pk-auto/platform/processes/own-ports'
import { startProcess } from '@pk-auto/testing/process'
import { commitOf, figureOf, median, report, roundsOf, type Round } from '../measure.ts'
import { cpuMs } from '../proc.ts'
import { stage } from '../stage.ts'
import { type Generator, saturating, startGenerator } from './generator.ts'
import { seedTalkers, seedTalks, type Talk } from './people.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    conversations: { type: 'string', default: '200' },
  },
})
const seconds = Number(values.seconds)
const rounds = roundsOf(values.rounds)
const TARGET_MS = 20
const SHARES = [0.3, 0.6] as const

await using platform = await stage(['postgres', 'kafka', 'redis'])
const quiet = { LOG_LEVEL: 'warn', ROLES: 'api' }
// Nobody relays on either side: Kafka is not on the way from one person to the other.
const identity = await platform.start('identity', quiet)
const chat = await platform.start('chat', quiet)
const gateway = await platform.startGateway({ LOG_LEVEL: 'warn' })
const [peerPort = 0, echoPort = 0] = await freePorts(2)
const startServer = (name: 'peer' | 'echo', port: number) =>
  startProcess({
    ...{ name, main: new URL(`./${name}.ts`, import.meta.url) },
    env: {
      HTTP_PORT: String(port),
      DATABASE_URL: platform.env('chat')['DATABASE_URL'] ?? '',
      NODE_ENV: 'production',
    },
  })
await using peer = await startServer('peer', peerPort)
await using echo = await startServer('echo', echoPort)

const talksOf = async () =>
  seedTalks(platform, await seedTalkers(platform, 2 * Number(values.conversations)))
const [ourTalks, peerTalks] = [await talksOf(), await talksOf()]
await using ours = await startGenerator('ours', platform.gatewayUrl, ourTalks)
await using theirs = await startGenerator('peer', `http://127.0.0.1:${peerPort}`, peerTalks)
await using limit = await startGenerator('limit', `ws://127.0.0.1:${echoPort}`, peerTalks)

type Measured = { perSecond: number; cpuMs: number; p50: number[]; p99: number[] }
type Measuring = { generator: Generator; pids: readonly number[]; talks?: readonly Talk[] }

/** As many rows as were seen, numbered alike. */
async function mustBeStored(talks: readonly Talk[], lastSeqs: readonly number[]): Promise<void> {
  const rows = await platform.rows<{ last: number; events: number }>(
    'chat',
    `select c.last_seq::int as last, (select count(*)::int from conversation_event e
       where e.conversation_id = c.id and e.client_id is not null) as events
     from unnest($1::uuid[]) with ordinality as w (id, place)
     join conversation c using (id) order by place`,
    [talks.map(({ conv }) => conv)],
  )
  const seen = lastSeqs.map((last) => ({ last, events: last }))
  assert.deepEqual(rows, seen, 'what is stored is not what was seen')
}

async function measure(side: Measuring, inFlight: number): Promise<Measured> {
  const { generator, pids, talks } = side
  const used = () => pids.reduce((sum, pid) => sum + cpuMs(pid), 0)
  const before = used()
  const closed = await generator.run({ seconds, inFlight })
  const cpu = (used() - before) / closed.messages
  const measured: Measured = { perSecond: closed.perSecond, cpuMs: cpu, p50: [], p99: [] }
  let { lastSeqs } = closed
  for (const share of SHARES) {
    const loaded = await generator.run({ seconds, perSecond: closed.perSecond * share })
    measured.p50.push(loaded.p50)
    measured.p99.push(loaded.p99)
    lastSeqs = loaded.lastSeqs
  }
  if (talks) await mustBeStored(talks, lastSeqs)
  return measured
}

const sides = {
  ours: {
    ...{ generator: ours, talks: ourTalks },
    pids: [gateway.pid, chat.pid, identity.pid],
  },
  peer: { generator: theirs, pids: [peer.pid], talks: peerTalks },
  limit: { generator: limit, pids: [echo.pid] },
}
const names = ['ours', 'peer', 'limit'] as const
const inFlight = { ours: 0, peer: 0, limit: 0 }
for (const name of names) inFlight[name] = await saturating(sides[name].generator, seconds / 2)
console.error('saturated by messages on their way:', inFlight)

const measured: Record<(typeof names)[number], Measured>[] = []
for (let round = 0; round < rounds; round += 1) {
  const of = (name: (typeof names)[number]) => measure(sides[name], inFlight[name])
  measured.push({ ours: await of('ours'), peer: await of('peer'), limit: await of('limit') })
}

const figure = (what: string, value: (side: Measured) => number, most?: number) =>
  report(
    figureOf(
      `4 chat: ${what}`,
      measured.map((round): Round => ({
        ...{ ours: value(round.ours), peer: value(round.peer) },
        limit: most ?? value(round.limit),
      })),
      commitOf(),
    ),
  )
figure('messages per second at saturation (limit: bare ws)', ({ perSecond }) => perSecond)
figure('CPU-ms of the servers per message (limit: bare ws)', (side) => side.cpuMs)
for (const [i, share] of SHARES.entries()) {
  const load = `${share * 100} % of its own saturation`
  figure(`send → both have seen it, p99 ms at ${load}`, ({ p99 }) => p99[i] ?? NaN, TARGET_MS)
  const middle = names.map((name) => {
    const of = (kind: 'p50' | 'p99') => median(measured.map((round) => round[name][kind][i] ?? NaN))
    return `${name} ${of('p50').toFixed(2)} / ${of('p99').toFixed(2)} ms`
  })
  console.error(`p50 / p99 at ${load}: ${middle.join(', ')}`)
}
