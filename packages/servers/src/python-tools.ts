// Python programs, installed once per set of versions next to the programs of the local servers.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findOnPath, runCommand, tryCommand, type Ran } from './machine/command.ts'
import { holdLock } from './machine/lock.ts'
import { placesAt } from './places.ts'

export type PythonTools = {
  /** The folder of the programs. */
  readonly bin: string
  /** Never throws for an exit code. Packages and modules are looked for in `modules` too. */
  run(
    program: string,
    args: readonly string[],
    room: { cwd: string; modules?: string; env?: Readonly<Record<string, string>> },
  ): Promise<Ran>
}

/**
 * `requirements` is the path of a requirements.txt with exact versions.
 * @throws Error where there is no Python 3 with venv, naming what to install
 */
export async function pythonTools(requirements: string): Promise<PythonTools> {
  const version = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
  const home = join(placesAt(0).cache, `python-${version.slice(0, 12)}`)
  await install(home, requirements)
  const bin = join(home, 'bin')
  return {
    bin,
    run: (program, args, { cwd, modules = '', env = {} }) =>
      tryCommand(join(bin, program), args, {
        cwd,
        env: {
          ...process.env,
          PATH: `${bin}:${process.env['PATH'] ?? ''}`,
          PYTHONPATH: modules,
          PYTHONDONTWRITEBYTECODE: '1',
          ...env,
        },
      }),
  }
}

/** Programs of a venv know their own path, so it is built in place and marked when it is whole. */
async function install(home: string, requirements: string): Promise<void> {
  await using _alone = await holdLock(`install:${home}`, 600_000)
  const whole = join(home, 'whole')
  if (existsSync(whole)) return
  const python = findOnPath('python3')
  if (!python) throw new Error('python3 is not there: apt-get install python3-venv')
  await rm(home, { recursive: true, force: true })
  await mkdir(home, { recursive: true })
  await runCommand(python, ['-m', 'venv', home])
  await runCommand(join(home, 'bin/pip'), [
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--requirement',
    requirements,
  ])
  await writeFile(whole, '')
}
