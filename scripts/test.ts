// Runs checks and tests with their own servers, and sums what the runners reported. See
// scripts/test.
import { ensureTestBrowsers } from '@pk-auto/servers/chromium'
import { ensureEngines } from '@pk-auto/servers/engines'
import { standInForeground } from '@pk-auto/servers/foreground'
import { operationsTools } from '@pk-auto/servers/operations'
import type { Step } from '@pk-auto/servers/progress'
import { resetServers, startServers, type RunningServers } from '@pk-auto/servers/start-servers'
import { testOffset } from '@pk-auto/servers/vitest-setup'
import { readArguments, type Plan } from './testing/arguments.ts'
import { runCluster } from './testing/cluster.ts'
import { runImages } from './testing/images.ts'
import { runProve } from './testing/prove.ts'
import { runChecks, runTests, print } from './testing/run.ts'
import { touchedSince } from './testing/since.ts'
import { closingLine, type Tally } from './testing/tally.ts'

const offset = testOffset(process.env)
const front = await standInForeground({ offset, forget: true })

try {
  const plan = narrowed(readArguments(process.argv.slice(2)))
  const tallies = await runAll(plan)
  for (const { name, skipped } of tallies)
    for (const line of skipped) console.log(`skipped  ${name}: ${line}`)
  for (const { name, unsteady = [] } of tallies)
    for (const line of unsteady) console.log(`unsteady ${name}: ${line}`)
  for (const { name, failures = [] } of tallies)
    for (const line of failures) console.log(`failed   ${name}: ${line}`)
  for (const tally of tallies) console.log(`${tally.name.padEnd(8)} ${closingLine([tally])}`)
  process.exitCode = tallies.some(({ failed }) => failed > 0) ? 1 : 0
  console.log(closingLine(tallies))
} catch (error) {
  if (!front.interrupted()) console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

/** With `--since`: the paths that the change touches, or the checks alone when it touches none. */
function narrowed(plan: Plan): Plan {
  if (plan.since === undefined) return plan
  const touched = touchedSince(plan.since)
  if (touched === 'all') return plan
  console.log(`since ${plan.since}: ${touched.join(', ') || 'nothing that is tested'}`)
  const kinds = touched.length > 0 ? plan.kinds : plan.kinds.filter((kind) => kind === 'checks')
  return { ...plan, kinds, filters: touched.map((folder) => `${folder}/`) }
}

/**
 * Servers and browser are fetched and started while the checks run. What ran before stays; what is
 * started here is stopped and emptied.
 */
async function runAll(plan: Plan): Promise<Tally[]> {
  const wanted = (['it', 'journey'] as const).filter((kind) => plan.kinds.includes(kind))
  const proving = plan.kinds.includes('prove')
  const images = plan.kinds.includes('images')
  const needed = wanted.length > 0 || images || (proving && plan.long)
  const starting = needed ? startServers({ offset, forTests: true, onStep: report }) : undefined
  const browsers = wanted.length > 0 ? ensureTestBrowsers() : undefined
  // Those who need them ask again, and say why they are not there.
  // One after the other: both ask Debian.
  const engines = wanted.includes('journey')
    ? browsers?.then(() => ensureEngines()).catch(() => undefined)
    : undefined
  const operations = wanted.includes('it') ? operationsTools().catch(() => undefined) : undefined
  const ready = Promise.all([starting, browsers, engines, operations])
  // A failure is reported where the servers are needed, after the checks have run.
  ready.catch(() => undefined)
  try {
    const tallies: Tally[] = []
    if (plan.kinds.includes('checks')) tallies.push(await runChecks())
    if (plan.kinds.includes('unit')) tallies.push(await runTests('unit', plan))
    await ready
    for (const kind of wanted) tallies.push(await runTests(kind, plan))
    if (images)
      tallies.push(
        await runImages(plan, { servers: () => startServers({ offset, forTests: true }) }),
      )
    if (plan.kinds.includes('cluster')) tallies.push(await runCluster(plan))
    if (proving) tallies.push(await runProve(plan))
    return tallies
  } finally {
    await front.endLeftovers()
    await forget(await starting?.catch(() => undefined))
  }
}

async function forget(servers: RunningServers | undefined): Promise<void> {
  if (servers && servers.started.length > 0) await resetServers(offset, servers.started)
}

function report({ name, state, seconds }: Step): void {
  if (state === 'done') print(seconds, `ok      ${name}`)
}
