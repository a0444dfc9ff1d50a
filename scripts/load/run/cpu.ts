// What each process of a platform on this machine spends: parts that run apart, the rest of the
// platform, and the servers, each with all that it has started.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { placesAt } from '@pk-auto/servers/places'
import { commandLine, treeOf } from '@pk-auto/servers/machine/process-tree'

/** Milliseconds so far, by process. */
export type Spent = ReadonlyMap<string, number>

const TICK_MS = 10
const MAIN = /(services|gateways)\/([\w-]+)\/src\/main\.ts/

/** Of `scripts/up` at this offset. */
export function spentAt(offset: number): Spent {
  const folder = join(placesAt(offset).data, 'pids')
  const pidOf = (name: string): number =>
    (JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as { pid: number }).pid
  const servers = readdirSync(folder)
    .map((file) => basename(file, '.json'))
    .filter((name) => !name.startsWith('platform'))
    .map((name): Group => [name, treeOf(pidOf(name))])
  const all = treeOf(pidOf('platform'))
  const parts = all.flatMap(partAt)
  // The platform has started the others.
  const apart = new Set([...servers, ...parts].flatMap(([, pids]) => pids))
  const rest: Group = ['platform', all.filter((pid) => !apart.has(pid))]
  return new Map(
    [...servers, ...parts, rest].map(([name, pids]) => [
      name,
      pids.reduce((sum, pid) => sum + cpuMs(pid), 0),
    ]),
  )
}

type Group = readonly [name: string, pids: readonly number[]]

/** A part that has this process of its own, with what it has started. */
function partAt(pid: number): Group[] {
  const [, kind, name] = MAIN.exec(commandLine(pid)) ?? []
  if (name === undefined) return []
  return [[kind === 'gateways' ? `gateway-${name}` : name, treeOf(pid)]]
}

/** With its children that have ended: Postgres has a process for each connection. */
function cpuMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0) * TICK_MS
  } catch {
    // Gone between the look and the reading; its parent has it.
    return 0
  }
}

/** Milliseconds from one moment to another. */
export const between = (before: Spent, after: Spent): Spent =>
  new Map([...after].map(([name, ms]) => [name, ms - (before.get(name) ?? 0)]))

/**
 * Milliseconds of CPU an action, by process; what the same time costs at rest is taken off, so
 * that next to nothing may come out below zero. The dearest first.
 */
export function anAction(
  { busy, busySeconds, rest, restSeconds }: Measured,
  done: number,
): [name: string, ms: number][] {
  return [...busy]
    .map(([name, ms]): [string, number] => {
      const idle = ((rest.get(name) ?? 0) / restSeconds) * busySeconds
      return [name, (ms - idle) / done]
    })
    .toSorted(([, a], [, b]) => b - a)
}

export type Measured = {
  readonly busy: Spent
  readonly busySeconds: number
  readonly rest: Spent
  readonly restSeconds: number
}
