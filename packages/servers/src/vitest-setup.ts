// vitest's global setup for tests on real servers: starts or joins the test servers and gives their
// addresses to `inject('servers')`.
import type { TestProject } from 'vitest/node'
import type { ServerUrls } from './server-urls.ts'
import { startServers } from './start-servers.ts'

/** Tests have their own servers, this far above those of `up`. */
const ABOVE_UP = 20_000

/** @throws RangeError when no ports are left above `PORT_BASE_OFFSET` */
export function testOffset(env: Readonly<Record<string, string | undefined>>): number {
  const own = Number(env['PORT_BASE_OFFSET'] ?? 0)
  if (own > ABOVE_UP)
    throw new RangeError(
      `PORT_BASE_OFFSET is ${own}: make it ${ABOVE_UP} at most, test servers have theirs above it`,
    )
  return own + ABOVE_UP
}

declare module 'vitest' {
  interface ProvidedContext {
    servers: ServerUrls
    /** The servers' offset, for faults and for ports of what a test starts. */
    offset: number
    /** True with `scripts/test --long`: slow faults and big seeds run too. */
    long: boolean
  }
}

/** Leaves servers that ran before running, and stops those it started. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const offset = testOffset(process.env)
  const {
    started: _started,
    stop,
    postgresUrl,
    kafkaBrokers,
    elasticsearchUrl,
    redisUrl,
    s3,
  } = await startServers({ offset, forTests: true })
  project.provide('servers', {
    postgresUrl,
    kafkaBrokers: [...kafkaBrokers],
    elasticsearchUrl,
    redisUrl,
    s3,
  })
  project.provide('offset', offset)
  project.provide('long', process.env['PK_AUTO_LONG'] === '1')
  return stop
}
