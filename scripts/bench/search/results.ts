// Usage: node scripts/bench/search/results.ts [--listings 100000] [--rounds 5] [--seconds 4]
//   [--connections 32]
// Figure 1: results with the counts of all filters through gateway and search, against the same
// two queries straight to the engine, while 50 ads a second come in. `--listings 1000000` is the
// market of the day after tomorrow; two cores then answer so few that 32 connections would wait
// longer than anybody may: `--connections 4`.
import { strict as assert } from 'node:assert'
import { parseArgs } from 'node:util'
import { freePorts } from '@pk-auto/platform/processes/own-ports'
import { startProcess } from '@pk-auto/testing/process'
import { load, type LoadOrder } from '../load.ts'
import { openMarket, untilIndexed } from '../market/publish.ts'
import { taxonomyWords } from '../market/words.ts'
import { commitOf, figureOf, median, report, type Round, roundsOf, seeded } from '../measure.ts'
import { cpuMs } from '../proc.ts'
import { stage } from '../stage.ts'
import { recordSearches } from './recording.ts'

const { values } = parseArgs({
  options: {
    listings: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '32' },
  },
})
const listings = Number(values.listings)
const seconds = Number(values.seconds)
const connections = Number(values.connections)
const rounds = roundsOf(values.rounds)
const WRITES_A_SECOND = 50
/** Of what the engine alone can do: with the load of writing and asking on the same two cores. */
const SHARE = 0.3

const words = taxonomyWords()
await using platform = await stage(['postgres', 'kafka', 'elasticsearch', 'redis'])
// One search learns of ads and is not measured; those that answer do nothing else.
for (const name of ['identity', 'catalogue', 'search'] as const)
  await platform.start(name, { LOG_LEVEL: 'warn' })
await using market = openMarket(platform, seeded(2026), words)
await market.publish(listings)
await untilIndexed(platform, listings)
console.error(`${listings} ads are live`)

const CACHED = new URL('../../../services/search/src/main.ts', import.meta.url)
const UNCACHED = new URL('./uncached.ts', import.meta.url)

/** A gateway that asks a search of its own. */
async function front(main: URL, more: Readonly<Record<string, string>> = {}) {
  await using stack = new AsyncDisposableStack()
  const [grpc = 0, http = 0, port = 0] = await freePorts(3)
  const search = stack.use(
    await startProcess({
      ...{ name: 'search', main },
      env: {
        ...platform.env('search'),
        ...{ LOG_LEVEL: 'warn', ROLES: 'api', GRPC_PORT: String(grpc), HTTP_PORT: String(http) },
        ...more,
      },
    }),
  )
  const gateway = stack.use(
    await platform.startGateway({
      ...{ LOG_LEVEL: 'warn', HTTP_PORT: String(port), SEARCH_GRPC_URL: `127.0.0.1:${grpc}` },
    }),
  )
  const held = stack.move()
  return {
    url: `http://127.0.0.1:${port}`,
    pids: [search.pid, gateway.pid],
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

/** As people ask: a model, a city, money, years, newest first or cheapest. */
const queries = Array.from({ length: 40 }, (_, rank) => {
  const terms = new URLSearchParams({ limit: '20' })
  if (rank % 2 === 0) terms.set('model', words.model(rank % 12).model)
  if (rank % 3 === 0) terms.set('city', words.city(rank % 8))
  if (rank % 4 === 1) terms.set('priceTo', String(2_000_000 + rank * 100_000))
  if (rank % 5 === 2) terms.set('yearFrom', String(2_005 + (rank % 12)))
  if (rank % 3 === 1) terms.set('sort', 'price-asc')
  return `/api/v1/listings?${terms}`
})

type Answer = { readonly total: { readonly value: number }; readonly items: readonly unknown[] }
const json = async <T>(url: string, init?: RequestInit): Promise<T> => {
  const answer = await fetch(url, init)
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}
const engine = platform.servers.elasticsearchUrl
const NDJSON = { 'content-type': 'application/x-ndjson' }

/** What our search asks of the engine for each query; the same is found by asking it directly. */
async function recorded(): Promise<string[]> {
  await using recording = await recordSearches(engine)
  await using ours = await front(UNCACHED, { ELASTICSEARCH_URL: recording.url })
  const bodies: string[] = []
  for (const path of queries) {
    recording.taken()
    const shown = await json<Answer>(`${ours.url}${path}`)
    const [body = '', ...others] = recording.taken()
    assert.deepEqual(others, [], `${path} asks the engine more than once`)
    type Hits = { hits: { total: { value: number }; hits: unknown[] }; aggregations?: object }
    const found = await json<{ responses: Hits[] }>(`${engine}/_msearch`, {
      ...{ method: 'POST', headers: NDJSON, body },
    })
    assert.equal(
      found.responses[0]?.hits.total.value,
      shown.total.value,
      `${path} finds something else`,
    )
    assert.equal(found.responses[0]?.hits.hits.length, shown.items.length, path)
    assert.ok(found.responses[1]?.aggregations, `${path} counts no filters`)
    bodies.push(body)
  }
  return bodies
}

type Engine = { nodes: Record<string, { process: { cpu: { total_in_millis: number } } }> }
const engineCpuMs = async (): Promise<number> => {
  const { nodes } = await json<Engine>(`${engine}/_nodes/stats/process`)
  return Object.values(nodes).reduce((sum, node) => sum + node.process.cpu.total_in_millis, 0)
}

const bodies = await recorded()
await using uncached = await front(UNCACHED)
await using cached = await front(CACHED)
type Side = Pick<LoadOrder, 'url' | 'paths' | 'bodies'> & { readonly pids: readonly number[] }
const sides = {
  engine: { url: engine, paths: ['/_msearch'], bodies, pids: [] },
  uncached: { ...uncached, paths: queries },
  cached: { ...cached, paths: queries },
} satisfies Record<string, Side>
type Name = keyof typeof sides
const names = Object.keys(sides) as Name[]

const usedBy = async ({ pids }: Side): Promise<number> =>
  (await engineCpuMs()) + pids.reduce((sum, pid) => sum + cpuMs(pid), 0)

type Measured = { p50: number; p99: number; cpuMs: number; perSecond: number }

async function measure(side: Side, perSecond: number): Promise<Measured> {
  // What taking in ads costs the engine is nobody's query.
  const atRest = await usedBy(side)
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  const before = await usedBy(side)
  const { p50, p99, requests } = await load({ ...side, seconds, perSecond })
  const spent = (await usedBy(side)) - before - (before - atRest)
  const closed = await load({ ...side, seconds, closed: connections })
  return { p50, p99, cpuMs: spent / requests, perSecond: closed.perSecond }
}

await using _writes = market.flow(WRITES_A_SECOND)
for (const name of names) await load({ ...sides[name], seconds, closed: connections })
const { perSecond: most } = await load({ ...sides.engine, seconds, closed: connections })
const asked = Math.max(1, Math.round(most * SHARE))
console.error(`the engine alone answers ${most.toFixed(0)} a second; asked for ${asked} of each`)
const measured: Record<Name, Measured>[] = []
for (let round = 0; round < rounds; round += 1) {
  const of = (name: Name) => measure(sides[name], asked)
  measured.push({
    engine: await of('engine'),
    uncached: await of('uncached'),
    cached: await of('cached'),
  })
}

const LIMITS = { p99: 1.15, cpuMs: 1.2 }
const against = (what: string, name: Name, of: keyof Measured, limit?: number): void => {
  const side = (round: (typeof measured)[number]): Round => ({
    ours: round[name][of],
    peer: round.engine[of],
    ...(limit !== undefined && { limit: round.engine[of] * limit }),
  })
  const where = `${listings} ads, ${WRITES_A_SECOND} writes/s`
  report(figureOf(`1 search: ${what} (${where}; peer: the engine)`, measured.map(side), commitOf()))
}
const WITHOUT = 'counts not remembered'
const WITH = 'counts of three seconds ago'
against(`p99 ms at ${asked}/s, ${WITHOUT}`, 'uncached', 'p99', LIMITS.p99)
against(`CPU-ms a query with the engine's, ${WITHOUT}`, 'uncached', 'cpuMs', LIMITS.cpuMs)
against(`queries a second at saturation, ${WITHOUT}`, 'uncached', 'perSecond')
against(`p99 ms at ${asked}/s, ${WITH}`, 'cached', 'p99')
against(`CPU-ms a query with the engine's, ${WITH}`, 'cached', 'cpuMs')
against(`queries a second at saturation, ${WITH}`, 'cached', 'perSecond')
const middle = (name: Name) => median(measured.map((round) => round[name].p50)).toFixed(1)
console.error(`p50 ms: ${names.map((name) => `${name} ${middle(name)}`).join(', ')}`)
