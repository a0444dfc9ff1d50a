// Starts, stops, empties and looks at the five real servers of one offset, whichever of the three
// ways they come: environment, Docker engine, this machine.
import { setTimeout as wait } from 'node:timers/promises'
import { dockerAnswers, dockerHost } from './docker/docker-host.ts'
import type { Host } from './host.ts'
import { nativeHost } from './native/native-host.ts'
import type { Profile } from './native/recipe.ts'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { step, type OnStep } from './progress.ts'
import { askServer } from './readiness.ts'
import {
  localUrls,
  SERVER_NAMES,
  urlsFromEnvironment,
  type ServerName,
  type ServerUrls,
} from './server-urls.ts'

export type StartOptions = {
  /** Added to every port; each offset has data of its own. */
  readonly offset: number
  readonly profile?: Profile
  readonly only?: readonly ServerName[]
  /** Containers are started by Testcontainers; natively it is all the same. */
  readonly forTests?: boolean
  readonly onStep?: OnStep
}

export type RunningServers = ServerUrls &
  AsyncDisposable & {
    /** Those this call started; attached ones and the environment's are not among them. */
    readonly started: readonly ServerName[]
    /** Stops what this call started and nothing else; disposing does the same. Idempotent. */
    readonly stop: () => Promise<void>
  }

export type ServerStatus = {
  readonly name: ServerName
  readonly how: 'environment' | 'docker' | 'native'
  readonly running: boolean
  readonly ready: boolean
}

/** A first Elasticsearch boot on two busy cores is the slowest thing that is still healthy. */
const READY_WITHIN_MS = 180_000

/**
 * Every server asked for is ready (it took a write) when this resolves. Idempotent: running ones
 * are attached to, so a second start takes about a second.
 * @throws Error one sentence naming what is missing, what is taken, or a server's last output
 */
export async function startServers({
  offset,
  profile = 'dev',
  only = SERVER_NAMES,
  forTests = false,
  onStep = () => undefined,
}: StartOptions): Promise<RunningServers> {
  const { urls, local, host } = await whereabouts(offset, only, forTests)
  const started = host ? await host.start(local, profile, onStep) : []
  const stop = async () => host?.stop(started)
  try {
    await Promise.all(
      only.map((name) =>
        step(onStep, `${name} ready`, () =>
          untilReady(name, urls, local.includes(name) ? host : undefined),
        ),
      ),
    )
  } catch (error) {
    await stop()
    throw error
  }
  return { ...urls, started, stop, [Symbol.asyncDispose]: stop }
}

/** Stops the servers of this offset, whoever started them. The environment's stay. Data stays. */
export async function stopServers(
  offset: number,
  only: readonly ServerName[] = SERVER_NAMES,
): Promise<void> {
  const { local, host } = await whereabouts(offset, only)
  await host?.stop(local)
}

/** Stops them and deletes their data; programs stay installed. */
export async function resetServers(
  offset: number,
  only: readonly ServerName[] = SERVER_NAMES,
): Promise<void> {
  const { local, host } = await whereabouts(offset, only)
  await host?.reset(local)
}

/**
 * `ready` is a write taken just now; `running` without `ready` is a server that hangs or still
 * boots.
 */
export async function statusOf(
  offset: number,
  only: readonly ServerName[] = SERVER_NAMES,
): Promise<ServerStatus[]> {
  const { urls, local, host } = await whereabouts(offset, only)
  return Promise.all(
    only.map(async (name) => {
      const ready = await askServer(name, urls).then(
        () => true,
        () => false,
      )
      if (!host || !local.includes(name))
        return { name, how: 'environment' as const, running: ready, ready }
      return { name, how: host.kind, running: await host.running(name), ready }
    }),
  )
}

/**
 * Where each server is: those the environment names, and the host that holds the rest (absent when
 * there is no rest).
 */
export async function whereabouts(
  offset: number,
  only: readonly ServerName[],
  forTests = false,
): Promise<{ urls: ServerUrls; local: ServerName[]; host: Host | undefined }> {
  const elsewhere = urlsFromEnvironment(process.env)
  const local = only.filter((name) => !elsewhere.given.includes(name))
  const urls = { ...localUrls(portsAt(offset)), ...elsewhere.urls }
  if (local.length === 0) return { urls, local, host: undefined }
  const host = (await wantsDocker()) ? dockerHost(offset, forTests) : nativeHost(offset)
  return { urls, local, host }
}

/** PK_AUTO_SERVERS=native or docker decides; otherwise Docker if an engine answers. */
async function wantsDocker(): Promise<boolean> {
  const wish = process.env['PK_AUTO_SERVERS']
  return wish === 'docker' || (wish !== 'native' && (await dockerAnswers()))
}

/**
 * A process between two programs (setpriv, then the server) shows no command line for an instant:
 * ended is what still looks so a little later.
 */
async function hasEnded(host: Host, name: ServerName): Promise<boolean> {
  if (await host.running(name)) return false
  await wait(300)
  return !(await host.running(name))
}

async function untilReady(
  name: ServerName,
  urls: ServerUrls,
  host: Host | undefined,
): Promise<void> {
  const deadline = Date.now() + (host ? READY_WITHIN_MS : 10_000)
  for (;;) {
    const reason = await askServer(name, urls).then(
      () => undefined,
      (error: Error) => error,
    )
    if (!reason) return
    if (host && (await hasEnded(host, name)))
      throw new Error(
        `${name} ended while starting. Its last output:\n${await host.lastWords(name)}`,
      )
    if (Date.now() > deadline) {
      const more = host
        ? `Its last output:\n${await host.lastWords(name)}`
        : 'Its address comes from the environment.'
      throw new Error(`${name} is not ready: ${reason.message}. ${more}`)
    }
    await wait(100)
  }
}
