// The whole topology: every service in this one process, each with its own database, and the web
// client beside it.
import { readFile } from 'node:fs/promises'
import {
  readCatalogueConfig,
  startCatalogue,
  type RunningCatalogue,
} from '@pk-auto/catalogue/service'
import {
  readPwaGatewayConfig,
  startPwaGateway,
  type RunningPwaGateway,
} from '@pk-auto/gateway-pwa/service'
import { readIdentityConfig, startIdentity, type RunningIdentity } from '@pk-auto/identity/service'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { ensureTopics, readTopics } from '@pk-auto/kafka/topics'
import { readMediaIqConfig, startMediaIq, type RunningMediaIq } from '@pk-auto/media-iq/service'
import { readNotifyConfig, startNotify, type RunningNotify } from '@pk-auto/notify/service'
import { readSearchConfig, startSearch, type RunningSearch } from '@pk-auto/search/service'
import { portsAt, type Ports } from '@pk-auto/lifecycle/ports'
import { step, type OnStep } from '@pk-auto/servers/progress'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { inService } from '@pk-auto/telemetry/service-scope'
import { makeDatabases } from './databases.ts'
import { environments } from './environment.ts'
import { buildWeb, startWeb } from './web.ts'

export type PlatformOptions = {
  servers: ServerUrls
  offset: number
  profile?: 'development' | 'test'
  /** Apart from other platforms on the same servers; empty for `up`. */
  namespace?: string
  /** Without the web client when false. */
  web?: boolean
  onStep?: OnStep
}

export type Platform = AsyncDisposable & {
  ports: Ports
  webUrl: string
  gatewayUrl: string
  identity: RunningIdentity
  catalogue: RunningCatalogue
  search: RunningSearch
  media: RunningMediaIq
  notify: RunningNotify
  gateway: RunningPwaGateway
  /** Resolves when every outbox is relayed and every consumer at its topic's end. */
  settled(): Promise<void>
}

const TOPICS = new URL('../deploy/kafka/topics.yaml', import.meta.url)

/** Starts everything and resolves when it answers. Disposing stops in the opposite order. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const {
    servers,
    offset,
    profile = 'development',
    namespace = '',
    web = true,
    onStep = () => undefined,
  } = options
  const ports = portsAt(offset)
  const env = environments({ servers, ports, profile, namespace })
  await using stack = new AsyncDisposableStack()

  const building = web ? step(onStep, 'web client built', buildWeb) : undefined
  // Its failure is met where it is awaited.
  building?.catch(() => undefined)
  await step(onStep, 'databases migrated', () => makeDatabases({ servers, namespace }))
  await step(onStep, 'topics there', async () => {
    await using kafka = connectKafka({
      brokers: servers.kafkaBrokers,
      service: 'platform',
      topicPrefix: namespace === '' ? '' : `${namespace}.`,
    })
    await ensureTopics(kafka, readTopics(await readFile(TOPICS, 'utf8'), profile))
  })

  const start = <T extends AsyncDisposable>(name: string, work: () => Promise<T>) =>
    step(onStep, `${name} started`, async () => stack.use(await inService(name, work)))
  const notify = await start('notify', () => startNotify(readNotifyConfig(env.service('notify'))))
  const identity = await start('identity', () =>
    startIdentity(readIdentityConfig(env.service('identity'))),
  )
  const media = await start('media-iq', () =>
    startMediaIq(readMediaIqConfig(env.service('media-iq'))),
  )
  const catalogue = await start('catalogue', () =>
    startCatalogue(readCatalogueConfig(env.service('catalogue'))),
  )
  const search = await start('search', () => startSearch(readSearchConfig(env.service('search'))))
  const gateway = await start('gateway-pwa', () =>
    startPwaGateway(readPwaGatewayConfig(env.gateway)),
  )
  await building
  if (web) await step(onStep, 'web client started', async () => stack.use(await startWeb(env.web)))

  const services = [identity, catalogue, media, search]
  const running = stack.move()
  return {
    ports,
    webUrl: `http://localhost:${ports.web.web}`,
    gatewayUrl: `http://127.0.0.1:${ports.gateways.pwa}`,
    identity,
    catalogue,
    search,
    media,
    notify,
    gateway,
    // A fact may cause another: as many rounds as there are services let it travel the longest way.
    async settled() {
      for (let round = 0; round < services.length; round += 1)
        await Promise.all(services.map((service) => service.settled()))
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
