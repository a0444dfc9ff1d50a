// A platform whose services are processes of their own, to be killed or measured: databases,
// topics, index and bucket belong to it alone.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { progressOf } from '@pk-auto/kafka/progress'
import { INTERNAL_ABOVE } from '@pk-auto/lifecycle/ports'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { recordHistory, type History } from '@pk-auto/testing/history'
import {
  spawnService,
  startProcess,
  type ProcessOptions,
  type ServiceProcess,
} from '@pk-auto/testing/process'
import { readTopic, type TopicRecord } from '@pk-auto/testing/topics'
import type pg from 'pg'
import { urlOf } from '../environment.ts'
import type { ProcessName, ServiceName } from '../parts.ts'
import { openProbe, type Probe } from '../invariants/probe.ts'
import { noteWrites } from '../invariants/written.ts'
import { makeDatabases } from './databases.ts'
import { signIn, type Visitor } from '../visitor.ts'
import { openOwnPlace } from './own-place.ts'
import { freePorts } from './own-ports.ts'

// A process that is started again and again need not be compiled again and again.
const NODE_COMPILE_CACHE = join(tmpdir(), 'pk-auto-compiled')
const ROOT = new URL('../../', import.meta.url)

export type Extra = Readonly<Record<string, string>>

export type ProcessPlatform = AsyncDisposable & {
  readonly servers: ServerUrls
  readonly gatewayUrl: string
  /** What a service gets to know. */
  env(name: ProcessName): Extra
  /**
   * Starts the service on its usual ports, stopping the one that is there, and waits until it is
   * ready. `extra` goes before its usual environment.
   */
  start(name: ServiceName, extra?: Extra): Promise<ServiceProcess>
  /**
   * The same service next to the first one, on other ports, which nobody knows. Not awaited for: it
   * may be meant to die at once. `root`: of another build.
   */
  spawnReplica(name: ServiceName, extra?: Extra, root?: URL): Promise<ServiceProcess>
  startGateway(extra?: Extra, root?: URL): Promise<ServiceProcess>
  /** What the owner of a service's database sees, past every row policy. */
  rows<Row extends pg.QueryResultRow>(
    service: ServiceName,
    sql: string,
    values?: unknown[],
  ): Promise<Row[]>
  topic(name: string): Promise<TopicRecord[]>
  /** How many events of the topic a service has not committed. */
  lag(service: ServiceName, topic: string): Promise<bigint>
  /**
   * A new person, signed in through the gateway, or through another one. What they write stands in
   * the history.
   */
  visitor(url?: string): Promise<Visitor>
  /** So many of them, who arrive a few at a time: the rush is for the test itself. */
  visitors(count: number, url?: string): Promise<Visitor[]>
  readonly history: History
  /** What the checkers of invariants may look at. */
  readonly probe: Probe
}

/** Fewer than identity has connections to its database. */
const ARRIVE_TOGETHER = 4

let people = 0
/** A number nobody here has had. */
export const newNumber = (): string => `+92360${String(1_000_000 + people++)}`
// Each person comes from an address of their own: limits per address are not what this is about.
export const newAddress = (): Extra => ({
  'x-forwarded-for': [10, 0, 0, 0]
    .map((first) => first || 1 + Math.trunc(Math.random() * 250))
    .join('.'),
})

/** The servers must be there; databases and topics are made, and taken away again by disposing. */
export async function processPlatform(servers: ServerUrls): Promise<ProcessPlatform> {
  await using stack = new AsyncDisposableStack()
  const own = stack.use(await openOwnPlace(servers))
  const { namespace, ports, kafka, env, topicPrefix } = own
  await makeDatabases({ servers, namespace })
  const history = recordHistory()
  const started: ServiceProcess[] = []
  const logs = () =>
    started.map((service) => ({
      name: service.name,
      lines: () => service.logged().map((line) => JSON.stringify(line)),
    }))
  const probe = stack.use(await openProbe({ servers, namespace, logs }))
  const held = stack.move()
  const listened = (service: ServiceProcess): ServiceProcess => {
    started.push(service)
    return held.use(service)
  }
  const processOf = (
    name: string,
    folder: string,
    variables: Extra,
    root: URL = ROOT,
  ): ProcessOptions => ({
    name,
    main: new URL(`${folder}/src/main.ts`, root),
    env: { NODE_COMPILE_CACHE, ...variables },
    nodeArguments: ['--import', new URL('packages/telemetry/src/register.ts', root).href],
  })
  const usual = new Map<ServiceName, ServiceProcess>()
  const serviceOf = (name: ServiceName, extra: Extra, root?: URL) =>
    processOf(name, `services/${name}`, { ...env(name), ...extra }, root)
  const gatewayUrl = urlOf('gateway-pwa', ports)
  const visitor = (url = gatewayUrl) =>
    signIn(url, newNumber(), { headers: newAddress(), note: noteWrites(history) })
  return {
    servers,
    gatewayUrl,
    env,
    async start(name, extra = {}) {
      await usual.get(name)?.stop()
      const service = listened(await startProcess(serviceOf(name, extra)))
      usual.set(name, service)
      return service
    },
    async spawnReplica(name, extra = {}, root) {
      const [GRPC_PORT, HTTP_PORT] = (await freePorts(2)).map(String) as [string, string]
      return listened(spawnService(serviceOf(name, { GRPC_PORT, HTTP_PORT, ...extra }, root)))
    },
    async startGateway(extra = {}, root) {
      const variables = withInternalPort(env('gateway-pwa'), extra)
      return listened(await startProcess(processOf('gateway-pwa', 'gateways/pwa', variables, root)))
    },
    rows: (service, sql, values) => probe.rows(service, sql, values),
    topic: (name) => readTopic({ brokers: servers.kafkaBrokers, topic: `${topicPrefix}${name}` }),
    lag: (service, topic) =>
      progressOf(
        kafka,
        kafka.topicName(topic),
        kafka.groupName(`${service}.${topic}`),
        () => undefined,
      ).lag(),
    visitor,
    async visitors(count, url) {
      const arrived: Visitor[] = []
      while (arrived.length < count) {
        const few = Math.min(ARRIVE_TOGETHER, count - arrived.length)
        arrived.push(...(await Promise.all(Array.from({ length: few }, () => visitor(url)))))
      }
      return arrived
    },
    history,
    probe,
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

/** A gateway on another port than the usual one has its internal port above that. */
const withInternalPort = (env: Extra, extra: Extra): Extra => {
  const INTERNAL_PORT = String(Number(extra['HTTP_PORT'] ?? env['HTTP_PORT']) + INTERNAL_ABOVE)
  return { ...env, INTERNAL_PORT, ...extra }
}
