// S3 by versitygw over a plain folder: built once from the Go module proxy, then stored as one
// binary.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findOnPath, runCommand } from '../machine/command.ts'
import { LOCAL_S3_KEYS } from '../server-urls.ts'
import { programsOf, type Recipe } from './recipe.ts'

const NAMED = { name: 's3', version: '1.8.0' } as const

export const s3: Recipe = {
  ...NAMED,
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
    await runCommand(
      'go',
      [
        'install',
        '-trimpath',
        '-ldflags=-s -w',
        `github.com/versity/versitygw/cmd/versitygw@v${NAMED.version}`,
      ],
      { env },
    )
    rmSync(build, { recursive: true, force: true })
  },
  async prepare({ cache, data, ports }) {
    const buckets = join(data, 'buckets')
    mkdirSync(buckets, { recursive: true })
    const args = [
      '--port',
      `127.0.0.1:${ports.s3}`,
      '--quiet',
      '--health',
      '/health',
      '--cors-allow-origin',
      '*',
      'posix',
      buckets,
    ]
    const env = {
      ROOT_ACCESS_KEY: LOCAL_S3_KEYS.accessKey,
      ROOT_SECRET_KEY: LOCAL_S3_KEYS.secretKey,
    }
    return { command: join(programsOf(cache, NAMED), 'bin/versitygw'), args, env, cwd: data }
  },
  stop: { signal: 'SIGTERM', timeoutMs: 10_000, askAll: false },
}
