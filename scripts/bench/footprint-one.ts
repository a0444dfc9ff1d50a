// Every service in one process, for measuring its memory: prints a line when it is ready, and stops
// at SIGTERM.
import { PROCESS_NAMES } from '@pk-auto/platform/parts'
import { startPlatform } from '@pk-auto/platform/platform'
import { localUrls } from '@pk-auto/servers/server-urls'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { trimHeapSoon } from '@pk-auto/lifecycle/trim-heap'
import { BENCH_OFFSET } from './stage.ts'

const asked = Promise.withResolvers<void>()
process.once('SIGTERM', () => asked.resolve())
{
  await using _platform = await startPlatform({
    servers: localUrls(portsAt(BENCH_OFFSET)),
    ports: portsAt(BENCH_OFFSET),
    namespace: 'footprint',
    parts: PROCESS_NAMES,
  })
  // As `scripts/up` does.
  trimHeapSoon()
  console.log('running')
  await asked.promise
}
process.exit()
