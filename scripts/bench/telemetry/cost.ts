// Usage: node scripts/bench/telemetry/cost.ts [--rounds 5] [--seconds 4] [--sampling 0.1] What
// spans cost: CPU of gateway and catalogue a request, with a tenth of all traces sent to a
// collector and with none. Asked is the cheapest path there is, on which spans weigh most.
import { parseArgs } from 'node:util'
import Fastify from 'fastify'
import { freePorts } from '@pk-auto/platform/processes/own-ports'
import { until } from '@pk-auto/testing/until'
import { load } from '../load.ts'
import { commitOf, figureOf, report, type Round, roundsOf } from '../measure.ts'
import { cpuMs } from '../proc.ts'
import { seedListings, stage } from '../stage.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    sampling: { type: 'string', default: '0.1' },
  },
})
const seconds = Number(values.seconds)
const rounds = roundsOf(values.rounds)
/** What saturates a gateway that gathers (figure 2). */
const CONNECTIONS = 256

await using platform = await stage(['postgres', 'kafka', 'redis'])
await seedListings(platform, 2_000)

/** Takes spans and forgets them; its CPU is the collector's and not counted. */
const [collectorPort = 0] = await freePorts(1)
await using collector = Fastify({ bodyLimit: 64 << 20 })
let batches = 0
const asBytes = { parseAs: 'buffer' } as const
collector.addContentTypeParser('*', asBytes, async () => undefined)
collector.removeContentTypeParser('application/json')
collector.post('/v1/traces', async () => {
  batches += 1
  return {}
})
await collector.listen({ port: collectorPort, host: '127.0.0.1' })

type Side = AsyncDisposable & { readonly url: string; readonly pids: readonly number[] }
type Variables = Readonly<Record<string, string>>

/** A gateway with a catalogue of its own. */
async function side(more: (part: string) => Variables): Promise<Side> {
  await using stack = new AsyncDisposableStack()
  const [grpc = '', http = '', port = ''] = (await freePorts(3)).map(String)
  const own = { ROLES: 'api', LOG_LEVEL: 'warn', GRPC_PORT: grpc, HTTP_PORT: http }
  const catalogue = stack.use(
    await platform.spawnReplica('catalogue', { ...own, ...more('catalogue') }),
  )
  await until('the catalogue is ready', () => catalogue.ready())
  const addresses = { HTTP_PORT: port, CATALOGUE_GRPC_URL: `127.0.0.1:${grpc}` }
  const gateway = stack.use(
    await platform.startGateway({ LOG_LEVEL: 'warn', ...addresses, ...more('gateway-pwa') }),
  )
  const held = stack.move()
  return {
    url: `http://127.0.0.1:${port}`,
    pids: [gateway.pid, catalogue.pid],
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

const traced = (part: string): Variables => ({
  OTEL_SERVICE_NAME: part,
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collectorPort}`,
  OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
  OTEL_TRACES_SAMPLER_ARG: values.sampling,
})
const untraced = (): Variables => ({})

const shown = await platform.rows<{ id: string }>(
  'catalogue',
  `select id from listing where state = 'live' order by id limit 500`,
)
const paths = shown.map(({ id }) => `/api/v1/listings/${id}/price-history`)

/** Of new processes each time: how well one happens to be compiled stays with it. */
async function cpuPerRequest(more: (part: string) => Variables): Promise<number> {
  await using at = await side(more)
  const used = () => at.pids.reduce((sum, pid) => sum + cpuMs(pid), 0)
  const order = { url: at.url, paths, seconds, closed: CONNECTIONS }
  await load(order)
  const before = used()
  const { requests } = await load(order)
  return (used() - before) / requests
}

const measured: Round[] = []
for (let round = 0; round < rounds; round += 1)
  measured.push({ ours: await cpuPerRequest(traced), peer: await cpuPerRequest(untraced) })
if (batches === 0 && Number(values.sampling) > 0)
  throw new Error('no span has reached the collector')
const share = Math.round(Number(values.sampling) * 100)
report(figureOf(`telemetry: CPU-ms a request, ${share} % of traces sent`, measured, commitOf()))
