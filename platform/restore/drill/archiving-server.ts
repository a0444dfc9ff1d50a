// A Postgres of the drill's own that archives its log from its first day on.
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { turnOnArchiving } from '@pk-auto/backup/archiving'
import { handOverFolder } from '@pk-auto/backup/hand-over'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { nativeHost } from '@pk-auto/servers/native/native-host'
import { giveToPostgres, postgresRoom } from '@pk-auto/servers/native/restored-postgres'
import { askServer } from '@pk-auto/servers/readiness'
import { localUrls } from '@pk-auto/servers/server-urls'

export type ArchivingServer = AsyncDisposable & {
  readonly postgresUrl: string
  /** Where it hands its log over. */
  readonly walFolder: string
}

const READY_WITHIN_MS = 60_000

/**
 * Empty at first; disposing stops it and forgets what it held. Only where servers are native.
 * @throws Error when one runs there already: it is not the drill's to empty
 */
export async function archivingServer(offset: number): Promise<ArchivingServer> {
  const host = nativeHost(offset)
  const urls = localUrls(portsAt(offset))
  await using stack = new AsyncDisposableStack()
  const start = async () => {
    await host.start(['postgres'], 'dev', () => undefined)
    const end = performance.now() + READY_WITHIN_MS
    while (!(await answers()) && performance.now() < end) await wait(100)
  }
  const answers = () =>
    askServer('postgres', urls).then(
      () => true,
      () => false,
    )
  if (await host.running('postgres'))
    throw new Error(`a Postgres runs at the drill's place (${urls.postgresUrl}): stop it first`)
  await host.reset(['postgres'])
  stack.defer(() => host.reset(['postgres']))
  const room = stack.use(await postgresRoom())
  const walFolder = handOverFolder(join(room.path, 'spool'))
  await giveToPostgres(walFolder)
  await start()
  await turnOnArchiving(urls.postgresUrl, walFolder)
  await host.stop(['postgres'])
  await start()
  const running = stack.move()
  return {
    ...{ postgresUrl: urls.postgresUrl, walFolder },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
