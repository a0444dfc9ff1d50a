// What `scripts/up` prints in columns.
import type { ServerStatus } from '@pk-auto/servers/start-servers'
import type { NamedUrl } from './record.ts'

export function printUrls(urls: readonly NamedUrl[]): void {
  const width = Math.max(0, ...urls.map(({ name }) => name.length))
  for (const { name, url } of urls) console.log(`  ${name.padEnd(width)}  ${url}`)
}

export function printServers(servers: readonly ServerStatus[]): void {
  for (const { name, how, running, ready } of servers)
    console.log(`  ${name.padEnd(14)} ${(ready ? 'ready' : running ? 'running, not ready' : 'stopped').padEnd(19)} ${how}`)
}
