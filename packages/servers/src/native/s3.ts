// S3 by versitygw over a plain folder: built once from the Go module proxy, then stored as one
// binary.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { LOCAL_S3_KEYS } from '../server-urls.ts'
import { goTool } from './go.ts'
import { programsOf, type Recipe } from './recipe.ts'

const NAMED = { name: 's3', version: '1.8.0' } as const

export const s3: Recipe = {
  ...NAMED,
  ...goTool(`github.com/versity/versitygw/cmd/versitygw@v${NAMED.version}`),
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
