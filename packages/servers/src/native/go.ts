// Programs built once from the Go module proxy and stored as binaries.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findOnPath, runCommand } from '../machine/command.ts'
import type { Tool } from './recipe.ts'

export const missingGo = (): string[] =>
  findOnPath('go') ? [] : ['Go 1.26 or newer (https://go.dev/dl)']

/** `module` is its path with the version: example.org/cmd/tool@v1.2.3. The binary is in bin/. */
export const goTool = (module: string): Pick<Tool, 'missing' | 'install'> => ({
  missing: missingGo,
  install: (folder) =>
    withGo(folder, (go) => go(folder, 'install', '-trimpath', '-ldflags=-s -w', module)),
})

/** Runs Go in a folder and returns what it printed. */
export type Go = (cwd: string, ...args: readonly string[]) => Promise<string>

/** Its caches are below `folder` and go when `work` is done; what it installs is in bin/. */
export async function withGo(folder: string, work: (go: Go) => Promise<unknown>): Promise<void> {
  const build = join(folder, 'build')
  mkdirSync(build, { recursive: true })
  // modcacherw: Go makes its module cache read-only, and it must be deletable here.
  const env = {
    ...process.env,
    GOPATH: join(build, 'path'),
    GOCACHE: join(build, 'cache'),
    GOFLAGS: '-modcacherw',
    GOBIN: join(folder, 'bin'),
    CGO_ENABLED: '0',
  }
  await work((cwd, ...args) => runCommand('go', args, { env, cwd }))
  rmSync(build, { recursive: true, force: true })
}

/** The folder of a module's files, until Go's caches go. */
export async function moduleFiles(go: Go, folder: string, module: string): Promise<string> {
  const { Dir } = JSON.parse(await go(folder, 'mod', 'download', '-json', module)) as {
    Dir: string
  }
  return Dir
}
