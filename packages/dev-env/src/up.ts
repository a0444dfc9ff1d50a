// What scripts/up starts: the platform with a seeded market.
import type { OnStep } from '@pk-auto/servers/progress'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { databaseOf } from './environment.ts'
import { fillOnce } from './fill-once.ts'
import { startPlatform } from './platform.ts'
import { seedMarket, STREET } from './seed.ts'

/** `listings` is how large an empty market becomes. */
export type UpOptions = { servers: ServerUrls; offset: number; listings?: number; onStep: OnStep }

/** Starts everything; an empty market is filled once, over several starts if it must be. Disposing stops what was started here. */
export async function up({ servers, offset, listings, onStep }: UpOptions): Promise<{ urls: { name: string; url: string }[] } & AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  const platform = stack.use(await startPlatform({ servers, offset, onStep }))
  await fillOnce(databaseOf('catalogue', { servers, namespace: '' }), (now) =>
    seedMarket(platform, { ...STREET, ...(listings !== undefined && { listings }), now }, onStep),
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
