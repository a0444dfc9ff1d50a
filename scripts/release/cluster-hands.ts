// A release at a real cluster: Helm changes it, kubectl shows what stands there and opens a way to
// slots that nobody else reaches.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import {
  RELEASE,
  rollbackArguments,
  upgradeArguments,
} from '@pk-auto/platform/operations/release-command'
import { runCommand } from '@pk-auto/servers/machine/command'
import type { Live } from './slots.ts'

export type Target = {
  /** A packed chart, or its folder. */
  readonly chart: string
  /** File of the environment. */
  readonly values: string
  /** Default `pk-auto`. */
  readonly namespace?: string
}

/** Programs `helm` and `kubectl` are those on PATH; KUBECONFIG says which cluster. */
export function atCluster({ chart, values, namespace = 'pk-auto' }: Target) {
  const inside = ['-n', namespace]
  const helm = (...args: readonly string[]) => runCommand('helm', args)
  const kubectl = async <T>(...args: readonly string[]) =>
    JSON.parse(await runCommand('kubectl', [...inside, ...args, '-o', 'json'])) as T
  return {
    /** Of what runs now; none before the first installation. */
    revision: async (): Promise<string | undefined> => {
      const listed = await helm('list', ...inside, '--filter', `^${RELEASE}$`, '-o', 'json')
      return (JSON.parse(listed) as { revision: string }[])[0]?.revision
    },
    /** In YAML. */
    chartValues: () => helm('show', 'values', chart),
    live: () =>
      kubectl<Live>('get', 'services,deployments', '-l', 'app.kubernetes.io/part-of=pk-auto'),
    upgrade: async (sets: readonly string[]): Promise<void> => {
      await helm(...upgradeArguments({ chart, values, namespace }), ...sets)
    },
    rollBack: async (revision: string): Promise<void> => {
      await helm(...rollbackArguments(namespace, revision))
    },
    openWay: (service: string) => openWay(inside, service),
  }
}

export type Way = AsyncDisposable & { readonly origin: string }

/**
 * To the port `http` of a pod behind a Service, at one of this machine. @throws Error with what
 * kubectl said
 */
async function openWay(inside: readonly string[], service: string): Promise<Way> {
  const args = [...inside, 'port-forward', `service/${service}`, ':http']
  const child = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const refusal: string[] = []
  child.on('error', (error) => refusal.push(error.message))
  child.stderr.on('data', (chunk: Buffer) => refusal.push(chunk.toString()))
  for await (const line of createInterface({ input: child.stdout })) {
    const here = /127\.0\.0\.1:(\d+) ->/.exec(line)?.[1]
    if (here === undefined) continue
    // It goes on to write a line a connection, and would stop at a full pipe.
    child.stdout.resume()
    return {
      origin: `http://127.0.0.1:${here}`,
      async [Symbol.asyncDispose]() {
        child.kill()
        await ended
      },
    }
  }
  await ended
  throw new Error(`kubectl opens no way to ${service}: ${refusal.join('').trim()}`)
}
