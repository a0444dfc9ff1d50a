// The drill on servers, ports and folders of its own, and its report. See scripts/restore-drill.
import { parseArgs } from 'node:util'
import { passes, reportText } from '@pk-auto/platform/restore/drill/report'
import { standInForeground } from '@pk-auto/servers/foreground'
import { SERVER_NAMES } from '@pk-auto/servers/server-urls'
import { resetServers, startServers } from '@pk-auto/servers/start-servers'
import { printStep } from './platform/steps.ts'

/** What services log is not what a person at the terminal is waiting for. */
process.env['LOG_LEVEL'] ??= 'fatal'

/** Far from the servers of `up` and of the tests: these are emptied. */
const ABOVE_UP = 18_000

try {
  const { values } = parseArgs({
    options: {
      listings: { type: 'string', default: '2000' },
      'write-seconds': { type: 'string', default: '60' },
    },
  })
  const offset = Number(process.env['PORT_BASE_OFFSET'] ?? 0) + ABOVE_UP
  const OTHERS = SERVER_NAMES.filter((name) => name !== 'postgres')
  // At Ctrl-C everything that was started here ends, and nothing of it stays.
  const front = await standInForeground({ offset, forget: true })
  await using stack = new AsyncDisposableStack()
  const servers = await startServers({ offset, only: OTHERS, onStep: printStep })
  stack.defer(async () => {
    await front.endLeftovers()
    await resetServers(offset, servers.started)
  })
  const { runDrill } = await import('@pk-auto/platform/restore/drill/drill')
  const report = await runDrill({
    ...{ offset, servers, namespace: 'drill', onStep: printStep },
    listings: Number(values.listings),
    writeMs: Number(values['write-seconds']) * 1_000,
  })
  console.log(reportText(report))
  process.exitCode = passes(report) ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
