// The platform, or the parts of it that were asked for: services and gateways in this one process
// or apart, each with its own database, and the web clients as processes of their own.
import { connectKafka } from '@pk-auto/kafka/kafka'
import { ensureTopics } from '@pk-auto/kafka/topics'
import { allOf, disposeAll } from '@pk-auto/kernel/all-of'
import type { Ports } from '@pk-auto/lifecycle/ports'
import { step, type OnStep } from '@pk-auto/servers/progress'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { inService } from '@pk-auto/telemetry/service-scope'
import { startApart } from './apart.ts'
import { makeDatabases } from './processes/databases.ts'
import { environmentOf, topicPrefixOf, urlOf } from './environment.ts'
import {
  PART_NAMES,
  type PartName,
  PARTS,
  type ProcessName,
  type Started,
  WEB_NAMES,
} from './parts.ts'
import { atRest } from './at-rest.ts'
import { readPlatformTopics } from './topics.ts'
import { buildWeb, startWeb } from './web.ts'

export type PlatformOptions = {
  servers: ServerUrls
  ports: Ports
  profile?: 'development' | 'test'
  /** Separates platforms on the same servers; empty for `up`. */
  namespace?: string
  /** Default: all of them. */
  parts?: readonly PartName[]
  /** Those of them that get a process of their own. */
  apart?: readonly PartName[]
  /** Those of them that run from their sources and follow what is saved. */
  watched?: readonly PartName[]
  onStep?: OnStep
}

export type Platform = AsyncDisposable & {
  readonly ports: Ports
  readonly parts: readonly PartName[]
  /** Of the web client that everybody sees, and of its gateway. */
  readonly webUrl: string
  readonly gatewayUrl: string
  /** @throws Error when that part does not run in this process */
  part<Name extends ProcessName>(name: Name): Started<Name>
  /** Resolves when nothing moves: outboxes relayed, consumers at their topics' ends. */
  settled(): Promise<void>
}

/**
 * Starts the parts all at once, in no order, and resolves when they answer. Disposing stops them,
 * all at once, too.
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { servers, ports, profile = 'development', namespace = '' } = options
  const { parts = PART_NAMES, apart = [], watched = [], onStep = () => undefined } = options
  const place = { servers, ports, profile, namespace }
  const here = new Map<PartName, Started<ProcessName>>()
  const started: AsyncDisposable[] = []
  await using stack = new AsyncDisposableStack()
  stack.defer(() => disposeAll(started))

  const open = async (name: PartName): Promise<AsyncDisposable> => {
    const part = PARTS[name]
    const env = environmentOf(name, place)
    const isWatched = watched.includes(name)
    if (part.kind === 'web') {
      await building.get(name)
      return startWeb(part.client, env, { watched: isWatched })
    }
    await prepared
    if (isWatched || apart.includes(name)) return startApart(name, env, { watched: isWatched })
    const running = await inService(name, () => part.start(env))
    here.set(name as ProcessName, running)
    return running
  }
  const start = (name: PartName) =>
    step(onStep, `${name} started`, async () => void started.push(await open(name)))

  // Their failures are met where they are awaited.
  const building = new Map<PartName, Promise<void>>(
    WEB_NAMES.filter((name) => parts.includes(name) && !watched.includes(name)).map((name) => [
      name,
      step(onStep, `${name} client built`, () => buildWeb(PARTS[name].client)),
    ]),
  )
  const prepared = Promise.all([
    step(onStep, 'databases migrated', () => makeDatabases({ servers, namespace })),
    step(onStep, 'topics there', () => makeTopics(servers, profile, namespace)),
  ])
  for (const build of building.values()) build.catch(() => undefined)
  prepared.catch(() => undefined)
  // What did start before a failure is then stopped.
  await allOf(parts.map(start))

  const running = stack.move()
  return {
    ports,
    parts,
    webUrl: urlOf('web', ports),
    gatewayUrl: urlOf(PARTS.web.gateway, ports),
    part<Name extends ProcessName>(name: Name) {
      const found = here.get(name)
      if (!found) throw new Error(`${name} does not run in this process`)
      return found as Started<Name>
    },
    settled: () => atRest([...here.values()]),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

async function makeTopics(
  servers: ServerUrls,
  profile: 'development' | 'test',
  namespace: string,
): Promise<void> {
  await using kafka = connectKafka({
    brokers: servers.kafkaBrokers,
    service: 'platform',
    topicPrefix: topicPrefixOf(namespace),
  })
  await ensureTopics(kafka, await readPlatformTopics(profile))
}
