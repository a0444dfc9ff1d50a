// Long-living child processes by recorded pid: started detached, recognised by their command line,
// stopped with everything below them.
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { commandLine, goneWithin, sendSignal, STARTED_BY, treeOf } from './process-tree.ts'

export type Launch = {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly cwd: string
}

/**
 * What is remembered of a started process: its pid, a text its command line must hold, and the
 * profile it runs with.
 */
export type ProcessRecord = {
  readonly pid: number
  readonly mark: string
  readonly profile: string
  /** What everything it starts carries in its environment. */
  readonly children?: string | undefined
}

/**
 * Starts detached, so that a Ctrl-C at the terminal reaches only the command in front, and the log
 * outlives the starter.
 */
export function launch(what: Launch, logFile: string): number {
  mkdirSync(dirname(logFile), { recursive: true })
  const log = openSync(logFile, 'a')
  try {
    const child = spawn(what.command, [...what.args], {
      cwd: what.cwd,
      env: {
        PATH: process.env['PATH'],
        LANG: 'C.UTF-8',
        [STARTED_BY]: process.env[STARTED_BY],
        ...what.env,
      },
      detached: true,
      stdio: ['ignore', log, log],
    })
    child.once('error', () => undefined)
    child.unref()
    if (child.pid === undefined)
      throw new Error(`${what.command} cannot be started: is it installed?`)
    return child.pid
  } finally {
    closeSync(log)
  }
}

export function writeRecord(file: string, record: ProcessRecord): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(record))
}

/**
 * The recorded process if it is alive and still the one that was started; a pid taken over by a
 * stranger does not count.
 */
export function aliveRecord(file: string): ProcessRecord | undefined {
  const record = readRecord(file)
  return record && commandLine(record.pid).includes(record.mark) ? record : undefined
}

/** What was written last, whether it is alive or not. */
export function readRecord(file: string): ProcessRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessRecord
  } catch {
    return undefined
  }
}

/**
 * Asks with `signal`, waits, and kills what has not gone after `timeoutMs`. `askAll` sends the
 * signal to the whole tree (a Java launcher does not pass it on).
 */
export async function stopProcess(
  file: string,
  signal: NodeJS.Signals,
  options: { timeoutMs: number; askAll: boolean },
): Promise<void> {
  const record = aliveRecord(file)
  if (record) {
    const tree = treeOf(record.pid)
    // A stopped process (fault tests) takes no signal but this one.
    for (const pid of tree) sendSignal(pid, 'SIGCONT')
    for (const pid of options.askAll ? tree : [record.pid]) sendSignal(pid, signal)
    if (!(await goneWithin(tree, options.timeoutMs)))
      for (const pid of tree) sendSignal(pid, 'SIGKILL')
    await goneWithin(tree, 5_000)
  }
  rmSync(file, { force: true })
}
