// Usage: node packages/servers/src/cli.ts start|stop|status|reset [--offset 20000] [--profile
// dev|bench] [server …]
import { parseArgs } from 'node:util'
import { SERVER_NAMES, type ServerName } from './server-urls.ts'
import { resetServers, startServers, statusOf, stopServers } from './start-servers.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    offset: { type: 'string', default: process.env['PORT_BASE_OFFSET'] ?? '0' },
    profile: { type: 'string', default: 'dev' },
  },
})
const [command, ...asked] = positionals
const only = SERVER_NAMES.filter((name: ServerName) => asked.length === 0 || asked.includes(name))
const offset = Number(values.offset)

try {
  if (command === 'start') {
    const profile = values.profile === 'bench' ? 'bench' : 'dev'
    const { stop: _stop, ...urls } = await startServers({
      offset,
      profile,
      only,
      onStep: ({ name, state, seconds }) =>
        state === 'done' && console.error(`${seconds.toFixed(1).padStart(6)} s  ${name}`),
    })
    console.log(JSON.stringify(urls, null, 2))
  } else if (command === 'stop') await stopServers(offset, only)
  else if (command === 'reset') await resetServers(offset, only)
  else if (command === 'status') console.table(await statusOf(offset, only))
  else throw new Error('say start, stop, status or reset')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
