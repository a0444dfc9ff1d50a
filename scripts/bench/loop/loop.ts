// Usage: node scripts/bench/loop/loop.ts [--rounds 5]   How long whoever works on the platform
// waits: for scripts/up, stopped or not, and under scripts/dev from a save until what was saved
// runs. The market is filled by the first start, which is not counted.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { utimes } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { SERVICE_NAMES } from '@pk-auto/platform/parts'
import { portsOf } from '@pk-auto/platform/environment'
import { until } from '@pk-auto/testing/until'
import { readPlatform } from '../../platform/record.ts'
import { commitOf, figureOf, report, roundsOf, type Round } from '../measure.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } })
const ROUNDS = roundsOf(values.rounds)
/** Neither that of `up` nor those of tests and other benchmarks. */
const OFFSET = 12_600
const UP_LIMIT_S = 15
const SAVED_LIMIT_S = 3
const FIRST_START_MS = 300_000
/** Compiled when it is first asked for. */
const FIRST_PAGE_MS = 60_000
const commit = commitOf()

const REPO = fileURLToPath(new URL('../../../', import.meta.url))
const options = {
  ...{ cwd: REPO, stdio: 'ignore' as const },
  env: { ...process.env, PORT_BASE_OFFSET: String(OFFSET) },
}

const start = (name: 'up' | 'dev', words: readonly string[] = []) =>
  spawn(`scripts/${name}`, words, options)

async function command(name: 'up', ...words: string[]): Promise<void> {
  const [code] = (await once(start(name, words), 'exit')) as [number | null]
  if (code !== 0) throw new Error(`scripts/${name} ${words.join(' ')} ended with ${String(code)}`)
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1_000
}

/** As often as asked and once before, which warms up. */
async function rounds(work: () => Promise<number>, limit: number): Promise<Round[]> {
  await work()
  const measured: Round[] = []
  while (measured.length < ROUNDS) measured.push({ ours: await work(), limit })
  return measured
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (answer) => answer.ok,
    () => false,
  )
const save = async (file: string) => {
  const now = new Date()
  await utimes(new URL(file, `file://${REPO}`), now, now)
}

const again = async (): Promise<number> => {
  await command('up', '--stop')
  return seconds(() => command('up', '--detach'))
}
await command('up', '--detach')
report(figureOf('loop: scripts/up of a full market, s', await rounds(again, UP_LIMIT_S), commit))
await command('up', '--stop')

const dev = start('dev')
const ended = once(dev, 'exit')
try {
  const platform = () => readPlatform(OFFSET)
  await until('scripts/dev is ready', () => platform()?.ready, { timeoutMs: FIRST_START_MS })
  for (const name of SERVICE_NAMES) {
    const ready = `http://127.0.0.1:${portsOf(name, portsAt(OFFSET)).http}/readyz`
    const saved = () =>
      seconds(async () => {
        await save(`services/${name}/src/main.ts`)
        await until(`${name} has ended`, async () => !(await answers(ready)))
        await until(`${name} runs again`, () => answers(ready))
      })
    const measured = await rounds(saved, SAVED_LIMIT_S)
    report(figureOf(`loop: saved → runs, ${name}, s`, measured, commit))
  }
  const page = `http://127.0.0.1:${portsAt(OFFSET).web.web}/`
  const saved = () =>
    seconds(async () => {
      await save('clients/pwa/src/pages/index.astro')
      await until('the page answers', () => answers(page), { timeoutMs: FIRST_PAGE_MS })
    })
  report(figureOf('loop: saved → shown, web, s', await rounds(saved, SAVED_LIMIT_S), commit))
} finally {
  dev.kill('SIGINT')
  await ended
}
