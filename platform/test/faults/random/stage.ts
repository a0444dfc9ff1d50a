// Where faults happen: all services and the gateway as processes of their own, on servers of their
// own, with lines between them that can fail.
import { createPublisher, type Publisher } from '@pk-auto/kafka/publisher'
import { connectKafka, type Kafka } from '@pk-auto/kafka/kafka'
import type { ServerName, ServerUrls } from '@pk-auto/servers/server-urls'
import { resetServers, startServers } from '@pk-auto/servers/start-servers'
import type { ServiceProcess } from '@pk-auto/testing/process'
import { type Extra, processPlatform, type ProcessPlatform } from '../../../processes/processes.ts'
import { SERVICE_NAMES, type ServiceName } from '../../../parts.ts'
import { type Link, openLink } from './link.ts'
import { ownerOf, type Owner } from './owner.ts'

export type StageProcess = ServiceName | 'gateway-pwa'

export type Stage = AsyncDisposable & {
  readonly fixture: ProcessPlatform
  readonly kafka: Kafka
  readonly publisher: Publisher
  /** Of the servers that belong to it alone, and of those that it shares. */
  readonly offset: number
  readonly sharedOffset: number
  readonly links: Readonly<Record<'postgres' | 'redis' | 'elasticsearch' | 'catalogue-rpc', Link>>
  readonly owner: Owner
  /** Keys of what was put on topics to be refused. */
  readonly poisoned: Set<string>
  process(name: StageProcess): ServiceProcess
  /** In place of the one that is there; ready when it resolves. */
  start(name: StageProcess, extra?: Extra): Promise<ServiceProcess>
  /** Processes that ended by themselves, with their codes. */
  readonly ended: readonly string[]
  /** What processes logged as an error of their own, one line each. */
  errors(): string[]
}

/** Servers of our own: those of the other tests must live. */
const OWN: readonly ServerName[] = ['postgres', 'kafka', 'redis']

/** All at once on two busy cores none would be ready in time. */
const START_TOGETHER = 3

export async function openStage(shared: ServerUrls, sharedOffset: number): Promise<Stage> {
  await using stack = new AsyncDisposableStack()
  const offset = sharedOffset + 8_000
  stack.defer(() => resetServers(offset, OWN))
  const { postgresUrl, kafkaBrokers, redisUrl } = await startServers({ offset, only: OWN })
  const servers = { ...shared, postgresUrl, kafkaBrokers, redisUrl }
  const fixture = stack.use(await processPlatform(servers))
  const hostOf = (url: string) => new URL(url).host
  const links = {
    postgres: stack.use(await openLink(hostOf(postgresUrl))),
    redis: stack.use(await openLink(hostOf(redisUrl))),
    elasticsearch: stack.use(await openLink(hostOf(servers.elasticsearchUrl))),
    'catalogue-rpc': stack.use(
      await openLink(fixture.env('gateway-pwa')['CATALOGUE_GRPC_URL'] ?? ''),
    ),
  }
  const kafka = stack.use(
    connectKafka({
      ...{ brokers: kafkaBrokers, service: 'test' },
      topicPrefix: fixture.env('search')['KAFKA_TOPIC_PREFIX'] ?? '',
    }),
  )
  const linked = (env: Extra): Extra => {
    const through = (name: string, { address }: Link): Extra => {
      const url = env[name]
      return url === undefined ? {} : { [name]: url.replace(hostOf(url), address) }
    }
    return {
      ...through('DATABASE_URL', links.postgres),
      ...through('REDIS_URL', links.redis),
      ...through('ELASTICSEARCH_URL', links.elasticsearch),
    }
  }
  const running = new Map<StageProcess, ServiceProcess>()
  const ended: string[] = []
  const all: ServiceProcess[] = []
  const start = async (name: StageProcess, extra: Extra = {}): Promise<ServiceProcess> => {
    const variables = { LOG_LEVEL: 'warn', ...linked(fixture.env(name)), ...extra }
    const begin = async () => {
      if (name !== 'gateway-pwa') return fixture.start(name, variables)
      await running.get(name)?.stop()
      return fixture.startGateway({
        ...variables,
        CATALOGUE_GRPC_URL: links['catalogue-rpc'].address,
      })
    }
    const started = await begin()
    running.set(name, started)
    all.push(started)
    void started.exit.then(({ code }) => {
      if (code !== null && code !== 0)
        ended.push(`${name} with ${code}: ${JSON.stringify(started.logged().at(-1))}`)
    })
    return started
  }
  const names: StageProcess[] = [...SERVICE_NAMES, 'gateway-pwa']
  while (names.length > 0)
    await Promise.all(names.splice(0, START_TOGETHER).map((name) => start(name)))
  const publisher = stack.use(createPublisher(kafka))
  const held = stack.move()
  return {
    ...{ fixture, kafka, publisher, offset, sharedOffset, links, start, ended },
    owner: ownerOf(postgresUrl, (service) => fixture.env(service)['DATABASE_URL'] ?? ''),
    poisoned: new Set(),
    errors: () =>
      all.flatMap((service) =>
        service
          .logged()
          .filter(({ level }) => level === 'error' || level === 'fatal')
          .map((line) => `${service.name}: ${JSON.stringify(line)}`),
      ),
    process(name) {
      const found = running.get(name)
      if (!found) throw new Error(`${name} does not run`)
      return found
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}
