// Processes that die at a failpoint, and what there is to see afterwards.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ServiceProcess } from '@pk-auto/testing/process'
import { until } from '@pk-auto/testing/until'
import { expect } from 'vitest'
import type { ServiceName } from '../../parts.ts'
import type { ProcessPlatform } from '../../processes/processes.ts'

const KILLED = { code: null, signal: 'SIGKILL' }

/** Runs the service's role beside the others until its failpoint kills it. */
export async function diesAt(
  fixture: ProcessPlatform,
  failpoint: string,
  service: ServiceName,
  roles: string,
): Promise<void> {
  const process = await fixture.spawnReplica(service, {
    ROLES: roles,
    FAILPOINT: `${failpoint}:kill`,
  })
  expect(await process.exit).toEqual(KILLED)
}

/**
 * Does it again and again until the process has died of it: one that was away is found again within
 * a second, and until then refused for.
 */
export async function untilDead<T>(dying: ServiceProcess, act: () => Promise<T>): Promise<T[]> {
  let dead = false
  void dying.exit.then(() => (dead = true))
  const done: T[] = []
  await until(`${dying.name} dies`, async () => dead || (done.push(await act()), dead), {
    timeoutMs: 20_000,
  })
  expect(await dying.exit).toEqual(KILLED)
  return done
}

/** Keys of what is still to be sent, in the order of the outbox. */
export const unsent = async (fixture: ProcessPlatform, service: ServiceName) =>
  (
    await fixture.rows<{ id: string; key: string }>(
      service,
      'select id, key from outbox where sent_at is null order by seq',
    )
  ).map(({ key }) => key)

/** Relays until nothing is left, and stops again. */
export async function relayAll(fixture: ProcessPlatform, service: ServiceName): Promise<void> {
  if ((await unsent(fixture, service)).length === 0) return
  const relay = await fixture.spawnReplica(service, { ROLES: 'relay' })
  await until('the outbox is empty', async () => (await unsent(fixture, service)).length === 0, {
    timeoutMs: 30_000,
  })
  expect(await relay.stop()).toEqual({ code: 0, signal: null })
}

/** The texts of the repository's sources whose path matches. */
export async function sources(path: RegExp): Promise<string[]> {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const folders = ['packages', 'services', 'gateways']
  const files = (
    await Promise.all(folders.map((folder) => readdir(join(root, folder), { recursive: true })))
  ).flatMap((names, i) =>
    names.filter((name) => path.test(name)).map((name) => join(root, folders[i] ?? '', name)),
  )
  return Promise.all(files.map((file) => readFile(file, 'utf8')))
}
