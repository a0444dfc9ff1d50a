// Usage: node scripts/bench/footprint.ts [--rounds 5] Figure 11: time until each service is ready
// and memory and CPU at rest, each as a process of its own and all in one, against a bare Node; at
// rest one with ten timers a second, for what waking up costs differs from machine to machine.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { SERVICE_NAMES } from '@pk-auto/platform/parts'
import { until } from '@pk-auto/testing/until'
import { commitOf, figureOf, report, roundsOf, type Round } from './measure.ts'
import { cpuOfThreadsMs, memoryMb } from './proc.ts'
import { stage } from './stage.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } })
const ROUNDS = roundsOf(values.rounds)
/** Long enough for what starting left behind to be collected, compiled and caught up with. */
const SETTLED_MS = 40_000
/** Twice the longest wait of a consumer, so that every round holds as many fetches as another. */
const ROUND_MS = 18_000
const commit = commitOf()

await using platform = await stage(['postgres', 'kafka', 'elasticsearch', 'redis', 's3'])

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
const bareNode = () => timed(() => once(spawn(process.execPath, ['-e', '']), 'exit'))
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

// Each starts while nothing else does. The first start of all fills the compile cache, as an
// image's build does.
const starting = {
  ...Object.fromEntries(SERVICE_NAMES.map((name) => [name, () => platform.start(name)])),
  'gateway-pwa': () => platform.startGateway(),
}
for (const [name, start] of Object.entries(starting)) {
  const rounds: Round[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    let started: Awaited<ReturnType<typeof start>> | undefined
    const ours = await timed(async () => void (started = await start()))
    await started?.stop()
    if (round > 0) rounds.push({ ours, peer: await bareNode(), limit: 1_000 })
  }
  report(figureOf(`11 footprint: ${name} ready, ms (peer: bare node)`, rounds, commit))
}

const apart = await Promise.all(Object.values(starting).map((start) => start()))
await rest(SETTLED_MS)
const bare = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1e6)'])
const waking = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 100)'])
const wakingPid = waking.pid ?? 0
/** Share of a core in percent since `before`. */
const idleOf = (pid: number, before: number): number =>
  ((cpuOfThreadsMs(pid) - before) / ROUND_MS) * 100
const peerPss = () => memoryMb(bare.pid ?? 0).pss
const atRest: { pss: Round; idle: Round }[][] = apart.map(() => [])
for (let round = 0; round < ROUNDS; round += 1) {
  const before = apart.map(({ pid }) => cpuOfThreadsMs(pid))
  const beforePeer = cpuOfThreadsMs(wakingPid)
  await rest(ROUND_MS)
  const peer = idleOf(wakingPid, beforePeer)
  for (const [i, { pid }] of apart.entries())
    atRest[i]?.push({
      pss: { ours: memoryMb(pid).pss, peer: peerPss(), limit: 100 },
      idle: { ours: idleOf(pid, before[i] ?? 0), peer, limit: 0.25 },
    })
}
for (const [i, { name }] of apart.entries()) {
  const of = (kind: 'pss' | 'idle') => atRest[i]?.map((round) => round[kind]) ?? []
  report(figureOf(`11 footprint: PSS of ${name} at rest, MB (peer: bare node)`, of('pss'), commit))
  const idle = `5 events: idle CPU of ${name}, % of a core (peer: ten timers a second)`
  report(figureOf(idle, of('idle'), commit))
}
await Promise.all(apart.map((service) => service.stop()))

const one = spawn(
  process.execPath,
  [
    '--import',
    '@pk-auto/telemetry/register',
    fileURLToPath(new URL('./footprint-one.ts', import.meta.url)),
  ],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
await until('all services run in one process', () => once(one.stdout, 'data'), {
  timeoutMs: 60_000,
})
one.stdout.resume()
await rest(SETTLED_MS)
const together: { pss: Round; rss: Round; idle: Round }[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  const pid = one.pid ?? 0
  const before = cpuOfThreadsMs(pid)
  const beforePeer = cpuOfThreadsMs(wakingPid)
  await rest(ROUND_MS)
  const [ours, peer] = [memoryMb(pid), memoryMb(bare.pid ?? 0)]
  together.push({
    pss: { ours: ours.pss, peer: peer.pss, limit: 350 },
    rss: { ours: ours.rss, peer: peer.rss, limit: 350 },
    idle: { ours: idleOf(pid, before), peer: idleOf(wakingPid, beforePeer), limit: 3 },
  })
}
const TOGETHER = {
  pss: '11 footprint: PSS of one process with all services, MB (peer: bare node)',
  rss: '11 footprint: RSS of one process with all services, MB (peer: bare node)',
  idle: '5 events: idle CPU of all services in one, % of a core (peer: ten timers a second)',
}
for (const kind of ['pss', 'rss', 'idle'] as const)
  report(
    figureOf(
      TOGETHER[kind],
      together.map((round) => round[kind]),
      commit,
    ),
  )
one.kill('SIGTERM')
bare.kill()
waking.kill()
await once(one, 'exit')
