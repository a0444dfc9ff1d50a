// One line per invariant with what was looked at, and the breaches below it. See
// scripts/check-invariants.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkAll } from '@pk-auto/platform/invariants/check-all'
import { logFile, openProbe } from '@pk-auto/platform/invariants/probe'
import { placesAt } from '@pk-auto/servers/places'
import { SERVER_NAMES } from '@pk-auto/servers/server-urls'
import { whereabouts } from '@pk-auto/servers/start-servers'
import { parseHistory } from '@pk-auto/testing/history'
import { elsewhere, kafkaHere } from './operations/addresses.ts'

const SHOWN = 10

try {
  const { values } = parseArgs({
    options: {
      offset: { type: 'string' },
      namespace: { type: 'string' },
      history: { type: 'string' },
      logs: { type: 'string', multiple: true },
    },
  })
  const offset = Number(values.offset ?? process.env['PORT_BASE_OFFSET'] ?? 0)
  const { urls } = await whereabouts(offset, SERVER_NAMES)
  await using kafka = kafkaHere()
  const other = elsewhere(kafka)
  if (other && (values.namespace || values.offset))
    throw new Error(
      'addresses of another platform are set: --namespace and --offset are of this one',
    )
  // What `up --detach` and the servers themselves have written.
  const ours = () => globSync(join(dirname(placesAt(offset).logOf('postgres')), '*.log'))
  const logs = values.logs ?? (other ? [] : ours())
  await using probe = await openProbe({
    ...{ servers: urls, elsewhere: other },
    logs: () => logs.map(logFile),
    ...(values.namespace && { namespace: values.namespace }),
  })
  let broken = 0
  for await (const { name, checked, breaches } of checkAll(
    probe,
    values.history ? { history: parseHistory(readFileSync(values.history, 'utf8')) } : {},
  )) {
    const verdict = breaches.length === 0 ? 'holds ' : 'BROKEN'
    console.log(`${name.padEnd(4)} ${verdict}  ${breaches.length} breaches in ${checked}`)
    for (const breach of breaches.slice(0, SHOWN)) console.log(`       ${breach}`)
    if (breaches.length > SHOWN) console.log(`       and ${breaches.length - SHOWN} more`)
    broken += breaches.length
  }
  process.exitCode = broken > 0 ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
