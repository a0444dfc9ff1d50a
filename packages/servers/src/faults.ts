// Faults for tests and drills: kill, freeze, thaw or restart one server of an offset, and empty the
// two that hold nothing of their own.
import { Redis } from 'ioredis'
import { localUrls, type ServerName } from './server-urls.ts'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { startServers, whereabouts, type RunningServers } from './start-servers.ts'
import type { Fault } from './host.ts'

/**
 * kill -9 of the server and everything below it; resolves when it is gone. Nothing happens to one
 * that is not running.
 */
export const killServer = (name: ServerName, offset: number): Promise<void> =>
  inflict(name, offset, 'kill')

/**
 * SIGSTOP: connections stay open and nobody answers, which is how a hang looks. Undo with
 * thawServer.
 */
export const freezeServer = (name: ServerName, offset: number): Promise<void> =>
  inflict(name, offset, 'freeze')

export const thawServer = (name: ServerName, offset: number): Promise<void> =>
  inflict(name, offset, 'thaw')

/** Brings a killed server back with its data; resolves when it took a write. */
export const restartServer = (name: ServerName, offset: number): Promise<RunningServers> =>
  startServers({ offset, only: [name] })

/** Redis forgets everything, as after a restart without its file. */
export async function wipeRedis(offset: number): Promise<void> {
  const { urls } = await whereabouts(offset, ['redis'])
  const redis = new Redis(mustBeOurs(urls.redisUrl, localUrls(portsAt(offset)).redisUrl))
  await redis.flushall()
  redis.disconnect()
}

/** Deletes every index whose name matches (default: all but the hidden ones), aliases included. */
export async function wipeElasticsearch(offset: number, pattern = '*'): Promise<void> {
  const { urls } = await whereabouts(offset, ['elasticsearch'])
  const base = mustBeOurs(urls.elasticsearchUrl, localUrls(portsAt(offset)).elasticsearchUrl)
  const listed = await fetch(`${base}/_cat/indices/${pattern}?h=index&expand_wildcards=open`)
  const names = (await listed.text()).split('\n').filter((name) => name && !name.startsWith('.'))
  // By name: Elasticsearch refuses to delete by pattern.
  for (const name of names) await fetch(`${base}/${name}`, { method: 'DELETE' })
}

async function inflict(name: ServerName, offset: number, fault: Fault): Promise<void> {
  const { host } = await whereabouts(offset, [name])
  if (!host)
    throw new Error(
      `${name} comes from the environment: no fault is inflicted on a server that is not ours`,
    )
  await host.fault(name, fault)
}

function mustBeOurs(url: string, ours: string): string {
  if (url !== ours)
    throw new Error(`${new URL(url).host} comes from the environment and is not emptied`)
  return url
}
