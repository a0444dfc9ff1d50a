// Runs a program to its end and keeps its output, for an error a person can act on.
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export type Ran = { readonly code: number; readonly output: string }

type Options = { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string }

/**
 * Never throws for an exit code; a program that cannot be started counts as code 127. Output is
 * stdout and stderr together.
 */
export function tryCommand(
  command: string,
  args: readonly string[],
  options: Options = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const child = spawn(command, [...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }),
    )
  })
}

const lastLines = (output: string): string => output.trim().split('\n').slice(-8).join('\n')

/** @throws Error with the last lines of the output when the program fails */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: Options = {},
): Promise<string> {
  const { code, output } = await tryCommand(command, args, options)
  if (code !== 0)
    throw new Error(
      `${command} ${args.slice(0, 2).join(' ')} failed (${code}): ${lastLines(output)}`,
    )
  return output
}

/** Full path of a program on PATH, or undefined. */
export function findOnPath(
  program: string,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return (env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}
