// scripts/new-service makes a service that passes what every service must pass, runs and is
// reachable: tried on a copy of the repository.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { newId } from '@pk-auto/kernel/id'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { reservePorts } from '@pk-auto/servers/native/reserve-ports'
import { copyOfRepository } from '@pk-auto/testing/repository-copy'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

/** Apart from the platforms of other test files. */
const OFFSET = 25_600
const stack = new DisposableStack()
let copy = ''
let environment: NodeJS.ProcessEnv
beforeAll(async () => {
  // Connections of other tests must not get them meanwhile.
  reservePorts(portsAt(OFFSET))
  copy = stack.use(copyOfRepository()).path
  environment = {
    ...process.env,
    PATH: `${join(copy, 'node_modules/.bin')}:${process.env['PATH']}`,
    VITEST: undefined,
    NODE_COMPILE_CACHE: undefined,
  }
  await inCopy('scripts/new-service', 'bookings')
}, 180_000)
afterAll(() => stack.dispose())

/** Runs a program of the copy in the copy. */
async function outputOf(
  command: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<{ text: string; failed: boolean }> {
  const env = { ...environment, ...more }
  const run = promisify(execFile)(command, args, { cwd: copy, env, maxBuffer: 1 << 26 })
  return run.then(
    ({ stdout, stderr }) => ({ text: stdout + stderr, failed: false }),
    (error: Error & { stdout?: string; stderr?: string }) => ({
      text: `${error.message}\n${error.stdout}\n${error.stderr}`,
      failed: true,
    }),
  )
}

/** As `outputOf`, of a program that must succeed. */
async function inCopy(command: string, ...args: readonly string[]): Promise<string> {
  const { text, failed } = await outputOf(command, args)
  if (failed) throw new Error(text)
  return text
}

type Check = { readonly name: string; readonly command: readonly [string, ...string[]] }
const LIST = `import { CHECKS } from './scripts/testing/checks.ts'
console.log(JSON.stringify(CHECKS))`

test('the copy passes every check that holds the repository', async () => {
  const checks = JSON.parse(await inCopy('node', '--input-type=module', '-e', LIST)) as Check[]
  // Of the whole tree it takes longer than all others together.
  const lint = checks.findIndex(({ name }) => name === 'lint')
  expect(checks.splice(lint, 1)).toHaveLength(1)
  await inCopy('oxlint', '--type-aware', 'services/bookings', 'platform/parts.ts')
  for (const { command } of checks) await inCopy(...command)
}, 240_000)

test('nothing in it speaks of the sample it was made of', async () => {
  const words = '(^|[^a-zA-Z])(sample|note)s?([^a-z]|$)|Sample|Note'
  const places = ['services/bookings', 'proto/pkauto/bookings', 'proto/src/topics/bookings.ts']
  const found = await outputOf('grep', ['-rnE', '--exclude-dir=node_modules', words, ...places])
  expect(found.text.split('\n').filter((line) => /^(services|proto)\//.test(line))).toEqual([])
  expect(readFileSync(join(copy, 'services/bookings/README.md'), 'utf8')).toMatch(
    /^# bookings\n\nBookings /,
  )
})

test('it passes its own tests, and those that hold all services', async () => {
  const unit = await inCopy(
    'vitest',
    'run',
    '--project',
    'unit',
    'services/bookings',
    'scripts/house',
  )
  expect(unit).toContain('services/bookings/src/domain/booking.test.ts')
  const held = ['tenancy', 'parts', 'authorisation'].map((name) => `platform/test/${name}`)
  // Updated, the written matrix has the rows of the new service.
  const real = await inCopy('vitest', 'run', '--project', 'it', 'services/bookings', ...held, '-u')
  expect(real).toContain('services/bookings/test/bookings.it.test.ts')
  expect(readFileSync(join(copy, 'platform/test/authorisation.matrix.txt'), 'utf8')).toContain(
    'Bookings.FinishBooking (gateway-pwa) | SIGN_IN_REQUIRED',
  )
}, 180_000)

test('it starts with what it asks, and answers over gRPC', async () => {
  const servers = JSON.stringify(inject('servers'))
  const args = ['bookings', `new${newId().slice(-8)}`, String(OFFSET), servers]
  const part = spawn('node', ['platform/test/start-part.ts', ...args], {
    ...{ cwd: copy, env: environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(part, 'exit')
  stack.defer(() => part.stdin.end())
  const lines: string[] = []
  for await (const line of createInterface(part.stdout)) {
    lines.push(line)
    if (line.startsWith('started ')) break
  }
  expect(lines.at(-1)).toBe('started identity, search, media-iq, notify, chat, bookings')
  const { http } = portsAt(OFFSET).services.bookings
  expect((await fetch(`http://127.0.0.1:${http}/readyz`)).status).toBe(200)
  const offset = { PORT_BASE_OFFSET: String(OFFSET) }
  const republished = await outputOf('scripts/republish', ['bookings', 'all'], offset)
  expect(republished).toMatchObject({
    failed: false,
    text: expect.stringContaining('bookings: 0 republished'),
  })
  part.stdin.end()
  expect((await ended)[0]).toBe(0)
}, 120_000)

test('a service that is there already is not overwritten', async () => {
  const before = readFileSync(join(copy, 'platform/parts.ts'), 'utf8')
  const again = await outputOf('scripts/new-service', ['bookings'])
  expect(again).toMatchObject({
    failed: true,
    text: expect.stringContaining('there is a bookings already'),
  })
  expect(readFileSync(join(copy, 'platform/parts.ts'), 'utf8')).toBe(before)
})
