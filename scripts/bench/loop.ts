// Usage: node scripts/bench/loop.ts [--rounds 5] The loop of whoever writes this: how long a second
// `scripts/up` takes, and how long until what was saved runs under `scripts/dev`, against limits.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { until } from '@pk-auto/testing/until'
import { commitOf, figureOf, report, roundsOf, type Round } from './measure.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } })
const ROUNDS = roundsOf(values.rounds)
/** Neither the platform somebody works on nor other benchmarks. */
const OFFSET = 12_600
const LIMIT_MS = { up: 15_000, saved: 3_000 }
const WITHIN = { timeoutMs: 5 * 60_000 }
const commit = commitOf()

const started = (script: string, args: readonly string[] = []) =>
  spawn(`scripts/${script}`, args, {
    env: { ...process.env, PORT_BASE_OFFSET: String(OFFSET) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })

async function run(script: string, ...args: string[]): Promise<void> {
  const [code] = (await once(started(script, args), 'exit')) as [number]
  if (code !== 0) throw new Error(`scripts/${script} ${args.join(' ')} ended with ${code}`)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

// The first start fetches servers, builds the web and fills the market.
await run('up', '--detach')
await run('up', '--stop')
const ups: Round[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  ups.push({ ours: await timed(() => run('up', '--detach')), limit: LIMIT_MS.up })
  await run('up', '--stop')
}
report(figureOf('loop: a second scripts/up until the market answers, ms', ups, commit))

/** Of a service in the middle: a database, topics of others, the index. */
const SAVED = { part: 'search', file: 'services/search/src/service.ts' } as const
const probe = `http://127.0.0.1:${portsAt(OFFSET).services[SAVED.part].http}/readyz`
const isReady = () =>
  fetch(probe, { signal: AbortSignal.timeout(1_000) }).then(
    ({ ok }) => ok,
    () => false,
  )
const dev = started('dev', [SAVED.part])
const ended = once(dev, 'exit')
try {
  await until(`${SAVED.part} is ready`, isReady, WITHIN)
  const bytes = await readFile(SAVED.file)
  const saves: Round[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await timed(async () => {
      // The same bytes: saved, and nothing to tidy up afterwards.
      await writeFile(SAVED.file, bytes)
      await until('the one before has ended', async () => !(await isReady()), WITHIN)
      await until('what was saved runs', isReady, WITHIN)
    })
    saves.push({ ours, limit: LIMIT_MS.saved })
  }
  report(figureOf('loop: from a save until it runs under scripts/dev, ms', saves, commit))
} finally {
  dev.kill('SIGINT')
  await ended
}
