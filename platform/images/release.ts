// A platform out of images on the real servers: each part as its image says, shut in as its pod
// would shut it in, with databases that the images migrate themselves.
import { confined, type OpenedImage } from '@pk-auto/servers/images/opened-image'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { type ServiceProcess, spawnService, startProcess } from '@pk-auto/testing/process'
import { databaseOf, urlOf } from '../environment.ts'
import { openOwnPlace } from '../processes/own-place.ts'
import { type PartName, PARTS, type ServiceName } from '../parts.ts'

export type Release = AsyncDisposable & {
  readonly gatewayUrl: string
  readonly webUrl: string
  /**
   * Migrates its database where it has one, starts it and waits until it is ready. Disposing ends
   * it, and so does disposing of the release. @throws Error with its last words
   */
  start(name: PartName, image: OpenedImage): Promise<ServiceProcess>
}

/** As the pods' jobs do it. */
const MIGRATE = ['node', '/app/packages/service/src/jobs/main.ts', 'migrate']

/** The servers must be there. Disposing takes away everything that was stored in them. */
export async function openRelease(servers: ServerUrls): Promise<Release> {
  await using stack = new AsyncDisposableStack()
  const own = stack.use(await openOwnPlace(servers))
  const held = stack.move()

  async function migrate(name: ServiceName, image: OpenedImage, env: Env): Promise<void> {
    const { ownerUrl } = databaseOf(name, { servers, namespace: own.namespace })
    const job = spawnService({
      name: `${name} migrate`,
      env: { ...env, DATABASE_OWNER_URL: ownerUrl },
      program: confined(image, MIGRATE),
    })
    const { code } = await job.exit
    if (code !== 0) throw new Error(`${job.name} ended with ${code}: ${lastWords(job)}`)
  }

  return {
    gatewayUrl: urlOf(PARTS.web.gateway, own.ports),
    webUrl: urlOf('web', own.ports),
    async start(name, image) {
      // The image listens to everybody; on a developer's machine everything stays on loopback.
      const env = { ...image.env, ...own.env(name), HOST: '127.0.0.1' }
      if (PARTS[name].kind === 'service') await migrate(name as ServiceName, image, env)
      return held.use(await startProcess({ name, env, program: confined(image) }))
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

type Env = Readonly<Record<string, string>>

const lastWords = (service: ServiceProcess): string =>
  service
    .logged()
    .slice(-3)
    .map((line) => JSON.stringify(line))
    .join('\n')
