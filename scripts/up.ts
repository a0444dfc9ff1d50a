// Starts, shows, stops and empties the running platform. See scripts/up.
import { existsSync } from 'node:fs'
import { resetServers, statusOf, stopServers } from '@pk-auto/servers/start-servers'
import { readCommand, type Command } from './platform/arguments.ts'
import { detachPlatform } from './platform/detach.ts'
import { readPlatform, stopPlatform } from './platform/record.ts'
import { runPlatform } from './platform/run.ts'
import { printServers, printUrls } from './platform/tables.ts'

const offset = Number(process.env['PORT_BASE_OFFSET'] ?? 0)

const commands: Record<Command, () => Promise<void>> = {
  run: () => runPlatform(offset),
  detach: () => detachPlatform(offset),
  async status() {
    const platform = readPlatform(offset)
    console.log(platform ? `platform ${platform.ready ? 'ready' : 'starting'}, process ${platform.pid}` : 'platform stopped')
    printUrls(platform?.urls ?? [])
    printServers(await statusOf(offset))
  },
  async stop() {
    await stopPlatform(offset)
    await stopServers(offset)
    console.log('stopped; the data stays (scripts/up --reset deletes it)')
  },
  async reset() {
    await stopPlatform(offset)
    await resetServers(offset)
    console.log('stopped, and the data is deleted; the programs stay installed')
  },
}

try {
  if (!existsSync('package-lock.json')) throw new Error('run scripts/up from a clone of the repository')
  await commands[readCommand(process.argv.slice(2))]()
} catch (error) {
  console.error(error instanceof Error ? (process.env['DEBUG'] ? error.stack : error.message) : error)
  process.exit(1)
}
