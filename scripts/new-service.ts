// Stamps a service that passes all checks: files from scripts/stamp/template, entries in what all
// services share, generated code. See scripts/new-service.
import { execFileSync } from 'node:child_process'
import { namesOf } from './stamp/names.ts'
import { register } from './stamp/register.ts'
import { stamp } from './stamp/stamp.ts'

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const run = (command: string, ...args: string[]) =>
  void execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })

try {
  const names = namesOf(words[0], words[1])
  const stamped = await stamp(names)
  const shared = await register(names)
  run('scripts/gen', 'proto', 'events')
  run(
    'node_modules/.bin/oxfmt',
    ...stamped.filter((path) => !path.endsWith('.proto') && !path.endsWith('.sql')),
    ...shared.filter((path) => !path.endsWith('.proto')),
  )
  // The new package has to be in the lockfile and in node_modules.
  if (!process.argv.includes('--no-install'))
    run('npm', 'install', '--no-audit', '--no-fund', '--no-progress')
  console.log(
    `services/${names.name}: ${stamped.length} files, and entries in ${shared.join(', ')}`,
  )
  console.log(
    `Next: vitest run --project it -u platform/test/authorisation (and read what it adds), then start it in platform/platform.ts.`,
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
