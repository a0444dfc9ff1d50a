// scripts/new-service stamps a service that passes what every service must pass, tried on a copy of
// the repository.
import { execFile } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = process.cwd()
let copy = ''

/** Runs a program of the repository inside the copy and gives what it said. */
async function outputOf(
  command: string,
  ...args: string[]
): Promise<{ text: string; failed: boolean }> {
  const env = {
    ...process.env,
    PATH: `${join(copy, 'node_modules/.bin')}:${process.env['PATH']}`,
    VITEST: undefined,
    NODE_COMPILE_CACHE: undefined,
  }
  const run = promisify(execFile)(command, args, { cwd: copy, env, maxBuffer: 1 << 26 })
  return run.then(
    ({ stdout, stderr }) => ({ text: stdout + stderr, failed: false }),
    (error: { stdout?: string; stderr?: string }) => ({
      text: `${command} ${args.join(' ')}\n${error.stdout}\n${error.stderr}`,
      failed: true,
    }),
  )
}

/** As `said`, of a program that must succeed. */
async function inCopy(command: string, ...args: string[]): Promise<string> {
  const { text, failed } = await outputOf(command, ...args)
  if (failed) throw new Error(text)
  return text
}

const SKIPPED = /(^|\/)(node_modules|dist|\.git|\.data|\.astro|test-results)$/

/**
 * The tree as it is, with the installed packages linked in and our own packages linked to
 * the copy.
 */
function copyTree(): void {
  cpSync(root, copy, {
    recursive: true,
    filter: (source) => source === root || !SKIPPED.test(source),
  })
  const modules = join(copy, 'node_modules')
  mkdirSync(join(modules, '@pk-auto'), { recursive: true })
  for (const name of readdirSync('node_modules'))
    if (name !== '@pk-auto' && name !== '.cache')
      symlinkSync(resolve('node_modules', name), join(modules, name))
  for (const manifest of globSync('{proto,{packages,services,gateways,clients}/*}/package.json'))
    link(dirname(manifest))
}

function link(folder: string): void {
  const { name } = JSON.parse(readFileSync(join(copy, folder, 'package.json'), 'utf8')) as {
    name: string
  }
  symlinkSync(join(copy, folder), join(copy, 'node_modules', name))
  // Versions that do not fit the root's are installed inside a package.
  const own = globSync(`${folder}/node_modules/*`)
  if (own.length > 0) mkdirSync(join(copy, folder, 'node_modules'), { recursive: true })
  for (const path of own)
    symlinkSync(resolve(path), join(copy, folder, 'node_modules', basename(path)))
}

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'pk-auto-stamp-'))
  copyTree()
  await inCopy('node', 'scripts/new-service.ts', 'leads', '--no-install')
  link('services/leads')
}, 120_000)

afterAll(() => rm(copy, { recursive: true, force: true }))

test('a stamped service is formatted, linted, typed and within the borders', async () => {
  await inCopy('oxfmt', '--check', 'services/leads', 'config', 'deploy', 'docs')
  await inCopy('oxlint', '--type-aware', 'services/leads')
  // These look at the whole tree; what they say of other rooms is not about the stamp.
  expect((await outputOf('tsc', '-p', '.', '--incremental', 'false')).text).not.toMatch(/leads/)
  const borders = await outputOf('node', 'scripts/check-architecture.ts')
  expect(borders.text).toMatch(/\d+ files, \d+ breaks/)
  expect(borders.text).not.toMatch(/leads/)
  await inCopy('scripts/gen', '--check', 'proto', 'schema', 'events')
}, 180_000)

test('a stamped service passes its own tests, and the documents stay true', async () => {
  const unit = await inCopy('vitest', 'run', '--project', 'unit', 'services/leads', 'scripts/house')
  expect(unit).toContain('services/leads/src/domain/lead.test.ts')
  const real = await inCopy(
    'vitest',
    'run',
    '--project',
    'it',
    'services/leads',
    'platform/test/tenancy',
  )
  expect(real).toContain('services/leads/test/leads.it.test.ts')
}, 180_000)

test('stamping the same service twice overwrites nothing', async () => {
  await expect(inCopy('node', 'scripts/new-service.ts', 'leads', '--no-install')).rejects.toThrow(
    'was stamped before',
  )
})
