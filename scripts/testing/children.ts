// Child programs of a test run: streamed or collected, limited in time, ended with everything below
// them.
import { spawn } from 'node:child_process'
import { signalTree } from '@pk-auto/servers/machine/process-tree'

export type Ended = { readonly exitCode: number; readonly output: string }

type Options = {
  readonly stream: boolean
  readonly limitMs: number
  readonly env?: Readonly<Record<string, string>>
  /** Where it runs; default: here. */
  readonly cwd?: string
}

/** Never rejects: a program that cannot start ends with 127, one that takes too long with 124. */
export function runChild(
  [command, ...args]: readonly [string, ...string[]],
  { stream, limitMs, env, cwd }: Options,
): Promise<Ended> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      ...(cwd !== undefined && { cwd }),
      stdio: ['ignore', stream ? 'inherit' : 'pipe', stream ? 'inherit' : 'pipe'],
    })
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
    let late = false
    const timer = setTimeout(() => {
      late = true
      if (child.pid) signalTree(child.pid, 'SIGKILL')
    }, limitMs)
    const end = (exitCode: number, more = '') => {
      clearTimeout(timer)
      resolve({
        exitCode: late ? 124 : exitCode,
        output:
          Buffer.concat(chunks).toString() +
          (late ? `took longer than ${limitMs / 60_000} minutes` : more),
      })
    }
    child.once('error', (error) => end(127, error.message))
    child.once('close', (code) => end(code ?? 1))
  })
}
