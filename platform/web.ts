// A web client as a child process: built when its sources changed, then served.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashOfSources } from '@pk-auto/servers/machine/hash-of-sources'
import type { Environment } from './secrets/development-secrets.ts'

const REPO = fileURLToPath(new URL('../', import.meta.url))
const NODE = join(REPO, 'node_modules/.bin/node')

/**
 * Builds unless the last build was of the same sources. @throws Error with the builder's output
 */
export async function buildWeb(client: string): Promise<void> {
  const stamp = join(REPO, client, 'dist/.sources')
  const sources = await hashOfSources(client)
  if ((await readFile(stamp, 'utf8').catch(() => '')) === sources) return
  const child = spawn('npm', ['run', 'build', '--silent', '-w', client], {
    cwd: REPO,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${client} does not build:\n${output.slice(-4_000)}`)
  await writeFile(stamp, sources)
}

/**
 * Resolves when the server listens: the last build, or the sources themselves when `watched`.
 * Disposing ends it. @throws Error when it ends by itself first
 */
export async function startWeb(
  client: string,
  env: Environment,
  { watched }: { watched: boolean },
): Promise<AsyncDisposable> {
  const child = spawn(NODE, [watched ? 'src/dev.ts' : 'src/main.ts'], {
    cwd: join(REPO, client),
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  await Promise.race([
    once(child.stdout, 'data'),
    ended.then(([code]) =>
      Promise.reject(new Error(`the web server ended with ${String(code)} before it listened`)),
    ),
  ])
  child.stdout.resume()
  return {
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
