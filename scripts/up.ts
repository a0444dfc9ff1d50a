// Starts, shows, stops and empties the running platform. See scripts/up.
import { existsSync, readFileSync } from 'node:fs'
import { resetServers, statusOf, stopServers } from '@pk-auto/servers/start-servers'
import { readCommand, type Asked, type Command } from './platform/arguments.ts'
import { detachPlatform } from './platform/detach.ts'
import { hasDied, readPlatform, stopPlatform } from './platform/record.ts'
import { runPlatform } from './platform/run.ts'
import { printServers, printUrls, printPlatform } from './platform/tables.ts'

const offset = Number(process.env['PORT_BASE_OFFSET'] ?? 0)

const commands: Record<Command, (asked: Asked) => Promise<void>> = {
  run: ({ start }) => runPlatform(offset, start),
  detach: ({ start }) => detachPlatform(offset, start),
  async status() {
    const platform = readPlatform(offset)
    console.log(printPlatform(platform, hasDied(offset)))
    printUrls(platform?.urls ?? [])
    printServers(await statusOf(offset))
  },
  async stop() {
    await stopPlatform(offset)
    await stopServers(offset)
    console.log('stopped; the data stays (scripts/up --reset deletes it)')
  },
  async help() {
    console.log(readFileSync('scripts/up', 'utf8').split('\n')[1]?.slice(2))
  },
  async reset() {
    await stopPlatform(offset)
    await resetServers(offset)
    console.log('stopped, and the data is deleted; the programs stay installed')
  },
}

// `scripts/up --status | head -1` closes the pipe early: nobody reads on.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? 0 : 1),
)
try {
  if (!existsSync('package-lock.json'))
    throw new Error('run scripts/up from a clone of the repository')
  const asked = readCommand(process.argv.slice(2))
  await commands[asked.command](asked)
} catch (error) {
  console.error(
    error instanceof Error ? (process.env['DEBUG'] ? error.stack : error.message) : error,
  )
  process.exit(1)
}
