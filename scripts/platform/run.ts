// The platform in the foreground: servers first, then everything of ours, until Ctrl-C.
import { standInForeground } from '@pk-auto/servers/foreground'
import { startServers, type RunningServers } from '@pk-auto/servers/start-servers'
import type { Start } from './arguments.ts'
import { readPlatform, stopPlatform, writePlatform, type NamedUrl } from './record.ts'
import { printStep } from './steps.ts'
import { printUrls } from './tables.ts'

/** What to start, and which of its parts follow what is saved. */
export type Run = Start & { readonly watched?: readonly string[] }

/**
 * Resolves when the market can be searched and the addresses are printed; the process then lives
 * until a signal. A platform that runs already is only shown.
 */
export async function runPlatform(offset: number, run: Run): Promise<void> {
  const running = readPlatform(offset)
  if (running) {
    const state = running.ready ? 'running' : 'starting'
    console.log(`already ${state} as process ${running.pid}; scripts/up --stop ends it`)
    return printUrls(running.urls)
  }
  // One that was killed may have left its web server, which holds our port.
  await stopPlatform(offset)
  let platform: AsyncDisposable | undefined
  const front = await standInForeground({
    offset,
    endFirst: async () => platform?.[Symbol.asyncDispose](),
  })
  writePlatform(offset)
  const began = performance.now()
  const servers = await startServers({ offset, onStep: printStep }).catch((error: unknown) =>
    front.interrupted() ? forever() : Promise.reject(error),
  )
  try {
    // Loaded only when the servers stand.
    const { up } = await import('@pk-auto/platform/up')
    const started = await up({ servers, offset, ...run, onStep: printStep })
    platform = started
    const urls = [...started.urls, ...serverUrls(servers)]
    writePlatform(offset, urls)
    console.log(`\nready after ${((performance.now() - began) / 1000).toFixed(1)} s`)
    printUrls(urls)
    console.log('Ctrl-C stops what was started here')
    started.filled.then(
      () => console.log('the market is full'),
      (error: unknown) => !front.interrupted() && console.error(error),
    )
    // A platform may hold no open handle of its own; the foreground stays all the same.
    setInterval(() => undefined, 60_000)
  } catch (error) {
    if (front.interrupted()) return forever()
    await servers.stop()
    throw new Error(`${reasonOf(error)}; scripts/up goes on where this start has stopped`, {
      cause: error,
    })
  }
}

/** What happened, and what was behind it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${reasonOf(error.cause)}`
}

/** The interrupt handler ends the process; nothing else may be printed meanwhile. */
function forever(): Promise<never> {
  return new Promise(() => undefined)
}

function serverUrls({
  postgresUrl,
  kafkaBrokers,
  elasticsearchUrl,
  redisUrl,
  s3,
}: RunningServers): NamedUrl[] {
  return [
    { name: 'PostgreSQL', url: postgresUrl.replace(/:[^:@/]+@/, ':***@') },
    { name: 'Kafka', url: kafkaBrokers.join(',') },
    { name: 'Elasticsearch', url: elasticsearchUrl },
    { name: 'Redis', url: redisUrl },
    { name: 'S3', url: s3.endpoint },
  ]
}
