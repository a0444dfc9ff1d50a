// What scripts/up starts: the platform with a seeded market.
import type { OnStep } from '@pk-auto/servers/progress'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import pg from 'pg'
import { databaseOf } from './environment.ts'
import { startPlatform } from './platform.ts'
import { seedMarket, STREET } from './seed.ts'

/** `listings` is how large an empty market becomes. */
export type UpOptions = { servers: ServerUrls; offset: number; listings?: number; onStep: OnStep }

async function isEmpty(servers: ServerUrls): Promise<boolean> {
  const client = new pg.Client(databaseOf('catalogue', { servers, namespace: '' }).ownerUrl)
  await client.connect()
  try {
    const { rows } = await client.query<{ some: boolean }>('select exists (select from listing) as some')
    return rows[0]?.some === false
  } finally {
    await client.end()
  }
}

/** Starts everything; an empty market is filled once. Disposing stops what was started here. */
export async function up({ servers, offset, listings, onStep }: UpOptions): Promise<{ urls: { name: string; url: string }[] } & AsyncDisposable> {
  const platform = await startPlatform({ servers, offset, onStep })
  if (await isEmpty(servers)) await seedMarket(platform, { ...STREET, ...(listings !== undefined && { listings }), now: new Date() }, onStep)
  const { ports } = platform
  const local = (port: number, path = '') => `http://localhost:${port}${path}`
  return {
    urls: [
      { name: 'Automart (web)', url: platform.webUrl },
      { name: 'Automart in Urdu', url: `${platform.webUrl}/ur` },
      { name: 'gateway', url: local(ports.gateways.pwa, '/openapi.json') },
      { name: 'sent messages', url: local(ports.gateways.pwa, '/dev/messages?to=%2B923001234567') },
      { name: 'photos', url: local(ports.media) },
    ],
    [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose](),
  }
}
