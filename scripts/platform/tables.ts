// What `scripts/up` prints in columns.
import type { ServerStatus } from '@pk-auto/servers/start-servers'
import type { NamedUrl } from './record.ts'

export function printUrls(urls: readonly NamedUrl[]): void {
  const width = Math.max(0, ...urls.map(({ name }) => name.length))
  for (const { name, url } of urls) console.log(`  ${name.padEnd(width)}  ${url}`)
}

export function printServers(servers: readonly ServerStatus[]): void {
  for (const { name, how, running, ready } of servers) {
    const state = ready ? 'ready' : running ? 'running, not ready' : 'stopped'
    console.log(`  ${name.padEnd(14)} ${state.padEnd(19)} ${how}`)
  }
}

export function printPlatform(
  platform: { readonly pid: number; readonly ready: boolean } | undefined,
  died: boolean,
): string {
  if (platform) return `platform ${platform.ready ? 'ready' : 'starting'}, process ${platform.pid}`
  return died
    ? 'platform killed; scripts/up starts it again, scripts/up --stop ends what it left behind'
    : 'platform stopped'
}
