// Watches the objectives after a release. See scripts/burn-rate.
import { parseArgs } from 'node:util'
import { OBJECTIVES } from './generate/charts/objectives.ts'
import { prometheusAt, watch } from './release/burn-rate.ts'

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { minutes: { type: 'string', default: '10' } },
  })
  const [address] = positionals
  const minutes = Number(values.minutes)
  if (address === undefined || !(minutes > 0))
    throw new Error('Usage: scripts/burn-rate <address of Prometheus> [--minutes 10]')
  const token = process.env['PROMETHEUS_TOKEN']
  const burning = await watch(prometheusAt(address, token), OBJECTIVES, {
    lastsMs: minutes * 60_000,
  })
  for (const line of burning) console.log(line)
  if (burning.length === 0) console.log(`nothing burned in ${minutes} minutes`)
  process.exitCode = burning.length > 0 ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
