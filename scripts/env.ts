// Prints the development environment of one part. See scripts/env.
import { portsAt } from '@pk-auto/lifecycle/ports'
import { environmentOf } from '@pk-auto/platform/environment'
import { partNamed } from '@pk-auto/platform/parts'
import { localUrls } from '@pk-auto/servers/server-urls'

try {
  const ports = portsAt(Number(process.env['PORT_BASE_OFFSET'] ?? 0))
  const servers = localUrls(ports)
  const place = { servers, ports, profile: 'development', namespace: '' } as const
  const environment = environmentOf(partNamed(process.argv[2] ?? ''), place)
  // No value holds a blank: a shell takes each line as it is.
  for (const [name, value] of Object.entries(environment)) console.log(`${name}=${value}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
