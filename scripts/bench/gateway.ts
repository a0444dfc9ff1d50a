// Usage: node scripts/bench/gateway.ts [--rounds 5] [--seconds 4] Figure 2: GET price-history by
// gateway → gRPC → Postgres, against one Fastify process straight to Postgres.
import { strict as assert } from 'node:assert'
import { parseArgs } from 'node:util'
import { freePorts } from '@pk-auto/platform/processes/own-ports'
import { startProcess } from '@pk-auto/testing/process'
import { load, type LoadResult, saturating } from './load.ts'
import { commitOf, figureOf, median, report, roundsOf, type Round } from './measure.ts'
import { cpuMs } from './proc.ts'
import { seedListings, stage } from './stage.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '4' } },
})
const seconds = Number(values.seconds)

await using platform = await stage(['postgres', 'kafka', 'redis'])
await seedListings(platform, 2_000)
// Redis counts writes only; without a relay nothing but the question is at work.
const catalogue = await platform.start('catalogue', { ROLES: 'api' })
const gateway = await platform.startGateway({ LOG_LEVEL: 'warn' })
const [port] = await freePorts(1)
await using peer = await startProcess({
  name: 'peer',
  main: new URL('./gateway-peer.ts', import.meta.url),
  env: { DATABASE_URL: platform.env('catalogue')['DATABASE_URL'] ?? '', HTTP_PORT: String(port) },
})

const shown = await platform.rows<{ id: string }>(
  'catalogue',
  `select id from listing where state = 'live' order by id limit 500`,
)
const paths = shown.map(({ id }) => `/api/v1/listings/${id}/price-history`)
const sides = {
  ours: { url: platform.gatewayUrl, pids: [gateway.pid, catalogue.pid] },
  peer: { url: `http://127.0.0.1:${port}`, pids: [peer.pid] },
}
for (const path of paths.slice(0, 50)) {
  const [our, their] = await Promise.all(
    [sides.ours, sides.peer].map(async ({ url }) => (await fetch(`${url}${path}`)).json()),
  )
  assert.deepEqual(our, their, `different answers at ${path}`)
}

type Measured = { perSecond: number; cpuMsPerRequest: number; p50: number; p99: number }

type Side = { url: string; pids: readonly number[]; connections: number }

async function measure({ url, pids, connections }: Side): Promise<Measured> {
  const used = () => pids.reduce((sum, pid) => sum + cpuMs(pid), 0)
  const before = used()
  const closed: LoadResult = await load({ url, paths, seconds, closed: connections })
  const cpuMsPerRequest = (used() - before) / closed.requests
  const { p50, p99 } = await load({
    url,
    paths,
    seconds,
    perSecond: Math.round(closed.perSecond * 0.6),
  })
  return { perSecond: closed.perSecond, cpuMsPerRequest, p50, p99 }
}

// Each at its own saturation: a server that gathers needs more callers to be busy.
const ours = { ...sides.ours, connections: await saturating({ url: sides.ours.url, paths }) }
const theirs = { ...sides.peer, connections: await saturating({ url: sides.peer.url, paths }) }
console.error(`saturated by ${ours.connections} connections, the peer by ${theirs.connections}`)
const rounds: { ours: Measured; peer: Measured }[] = []
for (let round = 0; round < roundsOf(values.rounds); round += 1)
  rounds.push({ ours: await measure(ours), peer: await measure(theirs) })

const of = (name: keyof Measured): Round[] =>
  rounds.map((round) => ({ ours: round.ours[name], peer: round.peer[name] }))
report(figureOf('2 gateway: CPU-ms per request', of('cpuMsPerRequest'), commitOf()))
report(figureOf('2 gateway: requests per second at saturation', of('perSecond'), commitOf()))
report(figureOf('2 gateway: p99 ms at 60 % of its own saturation', of('p99'), commitOf()))
const ourP50 = median(rounds.map((round) => round.ours.p50)).toFixed(2)
const peerP50 = median(rounds.map((round) => round.peer.p50)).toFixed(2)
console.error(`p50 at 60 %: ours ${ourP50} ms, peer ${peerP50} ms`)
