// A part in a process of its own, started from its sources; watched ones start anew when a file
// they import is saved.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Environment } from './secrets/development-secrets.ts'
import { type PartName, PARTS } from './parts.ts'

const REPO = fileURLToPath(new URL('../', import.meta.url))
const NODE = join(REPO, 'node_modules/.bin/node')
const NODE_COMPILE_CACHE = join(tmpdir(), 'pk-auto-compiled')
const READY_TIMEOUT_MS = 60_000
const POLL_MS = 50

/** Where a part's sources are. */
export const folderOf = (name: PartName): string => {
  const part = PARTS[name]
  if (part.kind === 'service') return `services/${name}`
  return part.kind === 'gateway' ? `gateways/${part.gateway}` : part.client
}

/** Resolves when it is ready; disposing ends it. @throws Error when it ends or is not ready */
export async function startApart(
  name: PartName,
  env: Environment,
  { watched }: { watched: boolean },
): Promise<AsyncDisposable> {
  const flags = [
    // A failed start waits for the next save instead of ending.
    ...(watched ? ['--watch', '--watch-preserve-output'] : []),
    ...['--disable-warning=ExperimentalWarning', '--import', '@pk-auto/telemetry/register'],
  ]
  const child = spawn(NODE, [...flags, join(folderOf(name), 'src/main.ts')], {
    cwd: REPO,
    env: { ...process.env, NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const ended = once(child, 'exit')
  let exited = false
  void ended.then(() => (exited = true))
  const probes = env['INTERNAL_PORT'] ?? env['HTTP_PORT']
  const ready = () =>
    fetch(`http://127.0.0.1:${probes}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
  const late = performance.now() + READY_TIMEOUT_MS
  while (!(await ready())) {
    if (exited) throw new Error(`${name} ended before it was ready`)
    if (performance.now() > late) {
      child.kill('SIGKILL')
      throw new Error(`${name} is not ready after ${READY_TIMEOUT_MS / 1_000} s`)
    }
    await wait(POLL_MS)
  }
  return {
    async [Symbol.asyncDispose]() {
      if (exited) return
      child.kill('SIGTERM')
      await ended
    },
  }
}
