// Runs the generators and writes, or compares, what they make.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { generateAlerts } from './generate/charts/alerts.ts'
import { generateDashboards } from './generate/charts/dashboards.ts'
import { generateClientApi } from './generate/clients/client-api.ts'
import { generateEditorNet } from './generate/editor-net.ts'
import type { Generated } from './generate/generated.ts'
import { generateErrors } from './generate/errors/errors.ts'
import { generateEvents } from './generate/events/events.ts'
import { generateOpenapi } from './generate/openapi.ts'
import { generateParts } from './generate/parts.ts'
import { generateProto } from './generate/proto.ts'
import { generateRpcs } from './generate/rpcs.ts'
import { generateSchemas } from './generate/schema.ts'
import { generateTelemetry } from './generate/telemetry.ts'
import { generateTopology } from './generate/charts/topology.ts'

const GENERATORS: Readonly<Record<string, () => Promise<Generated>>> = {
  proto: generateProto,
  errors: generateErrors,
  schema: generateSchemas,
  events: generateEvents,
  rpcs: generateRpcs,
  telemetry: generateTelemetry,
  'editor-net': generateEditorNet,
  openapi: generateOpenapi,
  clients: generateClientApi,
  parts: generateParts,
  topology: generateTopology,
  alerts: generateAlerts,
  dashboards: generateDashboards,
}

const WITHOUT = '--without='
const words = process.argv.slice(2)
const names = words.filter((word) => !word.startsWith('--'))
const without = words.flatMap((word) =>
  word.startsWith(WITHOUT) ? word.slice(WITHOUT.length).split(',') : [],
)
const check = words.includes('--check')
const unknown = [...names, ...without].filter((name) => !(name in GENERATORS))
if (unknown.length > 0)
  throw new Error(
    `no generator named ${unknown.join(', ')}; there are: ${Object.keys(GENERATORS).join(', ')}`,
  )

const wanted = (names.length > 0 ? names : Object.keys(GENERATORS)).filter(
  (name) => !without.includes(name),
)
const stale: string[] = []
// Writing goes one after the other, because later generators run code that earlier ones write.
// Comparing needs no order.
if (check) await Promise.all(wanted.map(compareOrWrite))
else for (const name of wanted) await compareOrWrite(name)
if (check && stale.length > 0) {
  console.error(`out of date: ${stale.join(', ')}. Run scripts/gen and commit the result.`)
  process.exitCode = 1
}

async function compareOrWrite(name: string): Promise<void> {
  const files = await GENERATORS[name]!()
  if (!check && name === 'proto')
    for (const part of ['google', 'pkauto'])
      await rm(`proto/gen/${part}`, { recursive: true, force: true })
  for (const [path, content] of files) {
    const now = await readFile(path, 'utf8').catch(() => undefined)
    if (now === content) continue
    stale.push(path)
    if (check) continue
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
    console.log(`wrote ${path}`)
  }
  console.log(`${name}: ${files.size} files`)
}
