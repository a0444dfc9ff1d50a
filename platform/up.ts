// What scripts/up starts: the platform with a seeded market.
import type { OnStep } from '@pk-auto/servers/progress'
import { INTERNAL_ABOVE, portsAt, type Ports } from '@pk-auto/lifecycle/ports'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { databaseOf, SERVICE_NAMES } from './environment.ts'
import { fillOnce } from './fill-once.ts'
import { isFree } from './own-ports.ts'
import { startPlatform } from './platform.ts'
import { seedMarket, DEFAULT_MARKET } from './seed.ts'

/** `listings` is how large an empty market becomes. */
export type UpOptions = { servers: ServerUrls; offset: number; listings?: number; onStep: OnStep }

/**
 * Starts everything; an empty market is filled once, over several starts if it must be. Disposing
 * stops what was started here.
 */
export async function up({
  servers,
  offset,
  listings,
  onStep,
}: UpOptions): Promise<{ urls: { name: string; url: string }[] } & AsyncDisposable> {
  await mustBeFree(portsAt(offset))
  await using stack = new AsyncDisposableStack()
  const platform = stack.use(await startPlatform({ servers, offset, onStep }))
  await fillOnce(databaseOf('catalogue', { servers, namespace: '' }), (now) =>
    seedMarket(
      platform,
      { ...DEFAULT_MARKET, ...(listings !== undefined && { listings }), now },
      onStep,
    ),
  )
  const { ports } = platform
  const running = stack.move()
  const local = (port: number, path = '') => `http://localhost:${port}${path}`
  return {
    urls: [
      { name: 'Automart (web)', url: platform.webUrl },
      { name: 'Automart in Urdu', url: `${platform.webUrl}/ur` },
      { name: 'gateway', url: local(ports.gateways.pwa, '/openapi.json') },
      { name: 'sent messages', url: local(ports.gateways.pwa, '/dev/messages?to=%2B923001234567') },
      { name: 'photos', url: local(ports.media) },
    ],
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

/** @throws Error naming every port of ours that another program holds, and what to do */
async function mustBeFree({ web, gateways, media, services }: Ports): Promise<void> {
  const ours = [
    ['web', web.web],
    ['gateway', gateways.pwa],
    ['gateway (health)', gateways.pwa + INTERNAL_ABOVE],
    ['photos', media],
    ...SERVICE_NAMES.flatMap((name) => [
      [`${name} (gRPC)`, services[name].grpc],
      [`${name} (health)`, services[name].http],
    ]),
  ] as const
  const free = await Promise.all(ours.map(([, port]) => isFree(Number(port))))
  const taken = ours.filter((_, i) => !free[i]).map(([name, port]) => `${port} (${name})`)
  if (taken.length > 0)
    throw new Error(
      `another program listens on port ${taken.join(', ')}: end it (\`ss -ltnp\` names it), or shift all ports with PORT_BASE_OFFSET=1000`,
    )
}
