// Republishes by the owner's admin RPC, in the name of the operator. See scripts/republish.
import { parseArgs } from 'node:util'
import { SERVICE_SECRET } from '@pk-auto/platform/secrets/development-secrets'
import { openRepublisher } from '@pk-auto/platform/operations/republisher'
import { republishAll } from '@pk-auto/platform/operations/republish-all'
import { SERVICE_NAMES } from '@pk-auto/platform/parts'
import { portsAt } from '@pk-auto/lifecycle/ports'

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'per-second': { type: 'string', default: '2000' } },
  })
  const [name, ...words] = positionals
  const service = SERVICE_NAMES.find((known) => known === name)
  if (!service)
    throw new Error(`name a service: scripts/republish <${SERVICE_NAMES.join('|')}> [all | <id>…]`)
  const ids = words.filter((word) => word !== 'all')

  // In development the platform's own secret and port; elsewhere those of the environment.
  const ports = portsAt(Number(process.env['PORT_BASE_OFFSET'] ?? 0))
  const variable = `${service.toUpperCase().replaceAll('-', '_')}_GRPC_URL`
  const address = process.env[variable] ?? `127.0.0.1:${ports.services[service].grpc}`
  const secret = process.env['SERVICE_SECRET'] ?? SERVICE_SECRET
  await using owner = await openRepublisher(service, { address, secret })

  const total = await republishAll(owner.republish, {
    ids,
    perSecond: Number(values['per-second']),
    onProgress: (count) => progress(service, count, ids.length),
  })
  console.log(`\n${service}: ${total.toLocaleString('en')} republished`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function progress(service: string, count: number, of: number): void {
  const width = 30
  const bar =
    of > 0 ? `[${'#'.repeat(Math.round((Math.min(count, of) / of) * width)).padEnd(width)}] ` : ''
  const total = of > 0 ? ` of ${of.toLocaleString('en')}` : ''
  process.stdout.write(`\r${service}: ${bar}${count.toLocaleString('en')}${total}`)
}
