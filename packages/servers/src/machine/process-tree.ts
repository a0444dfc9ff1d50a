// Processes as /proc shows them: what is below one, what a command started, and how they are ended.
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Inherited by everything a command starts, servers too, so that what lost its parent can still be
 * found.
 */
export const STARTED_BY = 'PK_AUTO_STARTED_BY'

/**
 * From here on what this process starts, and what that starts, is findable by `startedHere`, and
 * after its death by `startedBy` the mark it carries.
 */
export function markChildren(): void {
  process.env[STARTED_BY] = `${process.pid}-${Date.now()}`
}

/**
 * Everything alive that this process started since `markChildren`, at any depth, without itself.
 */
export function startedHere(): number[] {
  return [...new Set([...treeOf(process.pid), ...startedBy(process.env[STARTED_BY] ?? '')])].filter(
    (pid) => pid !== process.pid,
  )
}

/** Everything alive that carries the mark. */
export function startedBy(mark: string): number[] {
  return allPids().filter((pid) =>
    readText(`/proc/${pid}/environ`).includes(`${STARTED_BY}=${mark}\0`),
  )
}

/**
 * Asks, waits, and kills what is left after `timeoutMs`. Frozen processes are thawed, or they would
 * not hear.
 */
export async function endProcesses(pids: readonly number[], timeoutMs: number): Promise<void> {
  for (const pid of pids) {
    sendSignal(pid, 'SIGCONT')
    sendSignal(pid, 'SIGTERM')
  }
  if (await goneWithin(pids, timeoutMs)) return
  for (const pid of pids) sendSignal(pid, 'SIGKILL')
  await goneWithin(pids, 5_000)
}

/**
 * Sends a signal to a process and everything below it. A process that is gone already is no error.
 */
export function signalTree(pid: number, signal: NodeJS.Signals): void {
  for (const each of treeOf(pid)) sendSignal(each, signal)
}

/** True once none of the processes is left; a zombie counts as gone. */
export async function goneWithin(pids: readonly number[], timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs
  while (pids.some((pid) => commandLine(pid) !== '')) {
    if (Date.now() > deadline) return false
    await wait(30)
  }
  return true
}

/** A process and everything below it, from /proc. */
export function treeOf(root: number): number[] {
  const children = new Map<number, number[]>()
  for (const entry of allPids()) {
    // The name in brackets may hold spaces, so count from the last bracket: state, then the parent.
    const parent = Number(readText(`/proc/${entry}/stat`).split(') ').at(-1)?.split(' ')[1])
    children.set(parent, [...(children.get(parent) ?? []), entry])
  }
  const found = [root]
  for (const pid of found) found.push(...(children.get(pid) ?? []))
  return found
}

function allPids(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
}

/** Empty for a process that is gone and for a zombie. */
export function commandLine(pid: number): string {
  return readText(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** A process that is gone already is no error. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone between the look and the signal.
  }
}
