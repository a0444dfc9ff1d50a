// Usage: node scripts/bench/chat/idle.ts [--rounds 5] [--sockets 10000] Memory of an idle socket
// at the gateway, over a minute after its greeting and with one log open, against a limit of 12 KB;
// a bare `ws` is the peer. Kernel buffers are in neither.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { freePorts } from '@pk-auto/platform/processes/own-ports'
import { type ServiceProcess, startProcess } from '@pk-auto/testing/process'
import { commitOf, figureOf, report, roundsOf, type Round } from '../measure.ts'
import { memoryMb } from '../proc.ts'
import { stage } from '../stage.ts'
import type { Hold } from './hold.ts'
import { seedTalkers, seedTalks } from './people.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    sockets: { type: 'string', default: '10000' },
  },
})
const sockets = Number(values.sockets)
const rounds = roundsOf(values.rounds)
const LIMIT_KB = 12
/** What a first visitor makes a process load and compile is not theirs. */
const WARMING = 200
/** By then what opening it needed has expired: tickets, exchanged tokens. */
const IDLE_MS = 70_000
/** After the collection: pages go back, what was deferred is done. */
const REST_MS = 1_500

await using platform = await stage(['postgres', 'kafka', 'redis'])
await Promise.all(
  (['identity', 'chat'] as const).map((name) =>
    platform.start(name, { LOG_LEVEL: 'warn', ROLES: 'api' }),
  ),
)
const measured = {
  LOG_LEVEL: 'warn',
  NODE_OPTIONS: `--import ${new URL('./collect-on-signal.ts', import.meta.url).href}`,
}
const talks = await seedTalks(platform, await seedTalkers(platform, sockets))
const [echoPort = 0] = await freePorts(1)
const SERVERS = {
  ours: () => platform.startGateway(measured),
  limit: () =>
    startProcess({
      ...{ name: 'echo', main: new URL('./echo.ts', import.meta.url) },
      env: { ...measured, HTTP_PORT: String(echoPort) },
    }),
}
const urls = { ours: platform.gatewayUrl, limit: `ws://127.0.0.1:${echoPort}` }

/** Of a process that has nothing to do, without its garbage. */
async function heldKb({ pid }: ServiceProcess): Promise<{ pss: number; rss: number }> {
  for (let i = 0; i < 2; i += 1) {
    process.kill(pid, 'SIGUSR2')
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
  }
  const { pss, rss } = memoryMb(pid)
  return { pss: pss * 1_024, rss: rss * 1_024 }
}

type Held = { readonly opened: number; end(): Promise<void> }

async function hold(order: Hold): Promise<Held> {
  const child = fork(fileURLToPath(new URL('./hold.ts', import.meta.url)))
  child.send(order)
  const [{ opened, error }] = (await once(child, 'message')) as [{ opened: number; error?: string }]
  if (error !== undefined) throw new Error(error)
  return {
    opened,
    async end() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

/** Kilobytes each; a process of its own for each measurement, since a heap does not shrink back. */
async function measure(side: 'ours' | 'limit'): Promise<{ pss: number; rss: number }> {
  await using server = await SERVERS[side]()
  const order = { side, url: urls[side] }
  await (await hold({ ...order, talks: talks.slice(0, WARMING / 2) })).end()
  const before = await heldKb(server)
  const held = await hold({ ...order, talks })
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS))
  const after = await heldKb(server)
  await held.end()
  const each = (kind: 'pss' | 'rss') => (after[kind] - before[kind]) / held.opened
  return { pss: each('pss'), rss: each('rss') }
}

const found: { ours: { pss: number; rss: number }; peer: { pss: number; rss: number } }[] = []
for (let round = 0; round < rounds; round += 1)
  found.push({ ours: await measure('ours'), peer: await measure('limit') })
for (const kind of ['pss', 'rss'] as const)
  report(
    figureOf(
      `4 chat: ${kind.toUpperCase()} of an idle socket of ${sockets}, KB (peer: bare ws)`,
      found.map(({ ours, peer }): Round => ({
        ours: ours[kind],
        peer: peer[kind],
        limit: LIMIT_KB,
      })),
      commitOf(),
    ),
  )
