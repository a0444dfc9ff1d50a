// A program built once from the Go module proxy and stored as one binary.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { findOnPath, runCommand } from '../machine/command.ts'
import type { Tool } from './recipe.ts'

/** `module` is its path with the version: example.org/cmd/tool@v1.2.3. The binary is in bin/. */
export const goTool = (module: string): Pick<Tool, 'missing' | 'install'> => ({
  missing: () => (findOnPath('go') ? [] : ['Go 1.25 or newer (https://go.dev/dl)']),
  async install(folder) {
    const build = join(folder, 'build')
    // modcacherw: Go makes its module cache read-only, and it must be deletable here.
    const env = {
      ...process.env,
      GOPATH: join(build, 'path'),
      GOCACHE: join(build, 'cache'),
      GOFLAGS: '-modcacherw',
      GOBIN: join(folder, 'bin'),
      CGO_ENABLED: '0',
    }
    await runCommand('go', ['install', '-trimpath', '-ldflags=-s -w', module], { env })
    rmSync(build, { recursive: true, force: true })
  },
})
