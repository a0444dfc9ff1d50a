// Makes a service that runs and passes all checks: a copy of services/_sample under other names,
// its entries in what all services share, generated code. See scripts/new-service.
import { execFileSync } from 'node:child_process'
import { copySample } from './stamp/copy-sample.ts'
import { namesOf } from './stamp/names.ts'
import { register } from './stamp/register.ts'

const run = (command: string, ...args: string[]) =>
  void execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })

try {
  const names = namesOf(...(process.argv.slice(2) as [string?, string?]))
  const copied = await copySample(names)
  const shared = await register(names)
  // The new package has to be in the lock file and in node_modules.
  run('npm', 'install', '--no-audit', '--no-fund', '--no-progress')
  const isFormatted = (path: string) => !/\.(proto|sql|txt|gen\.ts)$/.test(path)
  run('node_modules/.bin/oxfmt', ...[...copied, ...shared].filter(isFormatted))
  // Types of the tables came with the copy, and would need a server.
  run('scripts/gen', '--without=schema')
  console.log(
    `services/${names.name}: ${copied.length} files, and entries in ${shared.join(', ')}.\n` +
      `It runs: scripts/up --only ${names.name}. Read what its policies let in: ` +
      'node_modules/.bin/vitest run --project it platform/test/authorisation -u',
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
