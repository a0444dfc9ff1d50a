// What a running platform leaves for the other commands: its process and its addresses.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { placesAt } from '@pk-auto/servers/places'
import { endOrphans } from '@pk-auto/servers/foreground'
import {
  aliveRecord,
  readRecord,
  stopProcess,
  writeRecord,
} from '@pk-auto/servers/machine/processes'
import { STARTED_BY, startedBy } from '@pk-auto/servers/machine/process-tree'

export type NamedUrl = { readonly name: string; readonly url: string }

/**
 * The command line of every `up` and `dev` holds its script, so a pid that a stranger took over is
 * not mistaken for it.
 */
const markOf = (script: string | undefined): string =>
  script?.endsWith('scripts/dev.ts') ? 'scripts/dev.ts' : 'scripts/up.ts'

const pidFile = (offset: number) => join(placesAt(offset).data, 'pids', 'platform.json')
const urlsFile = (offset: number) => join(placesAt(offset).data, 'pids', 'platform-urls.json')

export const logFile = (offset: number): string =>
  join(placesAt(offset).data, 'logs', 'platform.log')

/**
 * Called by the process that is the platform: `starting` before its first step, with addresses when
 * it is ready.
 */
export function writePlatform(offset: number, urls?: readonly NamedUrl[]): void {
  if (urls) writeFileSync(urlsFile(offset), JSON.stringify(urls))
  writeRecord(pidFile(offset), {
    pid: process.pid,
    mark: markOf(process.argv[1]),
    profile: urls ? 'ready' : 'starting',
    children: process.env[STARTED_BY],
  })
}

/** The platform that runs at this offset, ready or still starting. */
export function readPlatform(
  offset: number,
): { pid: number; ready: boolean; urls: readonly NamedUrl[] } | undefined {
  const record = aliveRecord(pidFile(offset))
  if (!record) return undefined
  const ready = record.profile === 'ready'
  return {
    pid: record.pid,
    ready,
    urls: ready ? (JSON.parse(readFileSync(urlsFile(offset), 'utf8')) as NamedUrl[]) : [],
  }
}

/** True when one was killed and what it started lives on. */
export function hasDied(offset: number): boolean {
  const children = readRecord(pidFile(offset))?.children
  return !readPlatform(offset) && children !== undefined && startedBy(children).length > 0
}

/**
 * Asks it to end as Ctrl-C does, which ends its servers too; kills it when it does not, and what
 * one that was killed left behind. Idempotent.
 */
export async function stopPlatform(offset: number): Promise<void> {
  const children = readRecord(pidFile(offset))?.children
  await stopProcess(pidFile(offset), 'SIGINT', { timeoutMs: 60_000, askAll: false })
  if (children) await endOrphans(offset, children)
}
