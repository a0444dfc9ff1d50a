// Takes one version of the chart to an environment. See scripts/roll-out.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { PART_NAMES, partOf } from '@pk-auto/platform/parts'
import { parse } from 'yaml'
import { OBJECTIVES } from './generate/charts/objectives.ts'
import { prometheusAt, watch } from './release/burn-rate.ts'
import { atCluster } from './release/cluster-hands.ts'
import { inboxAt } from './release/inbox.ts'
import { rollOut } from './release/roll-out.ts'
import { type Slotted, slottedParts, type Values } from './release/slots.ts'
import { walk } from './release/walk.ts'
import { reported } from './release/walk-report.ts'

const USAGE =
  'scripts/roll-out <environment> --chart <file> --address <origin> --prometheus <origin>'
const say = (line: string): void => console.log(line)

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      chart: { type: 'string' },
      address: { type: 'string' },
      prometheus: { type: 'string' },
      minutes: { type: 'string', default: '10' },
      codes: { type: 'string' },
      phone: { type: 'string', default: '+923001234567' },
      'look-only': { type: 'boolean', default: false },
    },
  })
  const { chart, address, prometheus, codes, phone } = values
  const [environment] = positionals
  const minutes = Number(values.minutes)
  if (!environment || !chart || !address || !prometheus || !(minutes > 0))
    throw new Error(`Usage: ${USAGE}`)
  if (!codes && !values['look-only'])
    throw new Error('--codes says where sent codes are read; --look-only does without signing in')
  const { origin: everybody } = new URL(address)
  const inbox = codes ? inboxAt(codes, phone, process.env['SMOKE_CODES_TOKEN']) : undefined
  const walkAt = async (origin: string, api = origin): Promise<void> => {
    const outcomes = walk({ origin, api, phone, inbox, patienceMs: 60_000 })
    if ((await reported(outcomes, { at: origin, say })) > 0)
      throw new Error(`the walk through ${origin} failed`)
  }

  const file = `deploy/${environment}/values.yaml`
  const cluster = atCluster({ chart, values: file })
  const layers = [parse(await cluster.chartValues()), parse(await readFile(file, 'utf8'))]
  const slotted = slottedParts(PART_NAMES, layers as Values[], await cluster.live())
  await rollOut(
    { before: await cluster.revision(), slotted },
    {
      ...{ upgrade: cluster.upgrade, rollBack: cluster.rollBack, say },
      walkPreviews,
      walkPublic: () => walkAt(everybody),
      async watch() {
        const asked = prometheusAt(prometheus, process.env['PROMETHEUS_TOKEN'])
        const burning = await watch(asked, OBJECTIVES, { lastsMs: minutes * 60_000 })
        if (burning.length > 0) throw new Error(burning.join('\n'))
        say(`nothing burned in ${minutes} minutes`)
      },
    },
  )

  /** Pages of the new web, and answers of the new gateway; whoever has no slots has rolled. */
  async function walkPreviews(all: readonly Slotted[]): Promise<void> {
    await using ways = new AsyncDisposableStack()
    const seen = { web: everybody, gateway: everybody }
    for (const { part } of all) {
      const { kind } = partOf(part)
      if (kind === 'service') continue
      const way = await cluster.openWay(`${part}-preview`)
      seen[kind] = ways.use(way).origin
    }
    await walkAt(seen.web, seen.gateway)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
