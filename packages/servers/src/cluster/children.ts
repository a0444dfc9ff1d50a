// Programs of a control plane as children of the test that opened it: they end with it.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import type { Command } from './commands.ts'

const STOP_MS = 5_000

export type Child = AsyncDisposable & {
  /** @throws Error with its last words when it has ended. */
  mustRun(): void
}

/** Disposing asks it to end, and kills it after 5 s. */
export function startChild([program, ...args]: Command, logFile: string): Child {
  const log = openSync(logFile, 'a')
  const child = spawn(program, args, { stdio: ['ignore', log, log] })
  closeSync(log)
  const orphaned = () => child.kill('SIGKILL')
  process.once('exit', orphaned)
  return {
    mustRun() {
      if (!hasEnded(child)) return
      const words = readFileSync(logFile, 'utf8').trim().split('\n').slice(-8).join('\n')
      throw new Error(`${program} has ended: ${words}`)
    },
    async [Symbol.asyncDispose]() {
      process.off('exit', orphaned)
      if (hasEnded(child)) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await gone
      clearTimeout(timer)
    },
  }
}

const hasEnded = ({ exitCode, signalCode, pid }: ChildProcess): boolean =>
  pid === undefined || exitCode !== null || signalCode !== null
