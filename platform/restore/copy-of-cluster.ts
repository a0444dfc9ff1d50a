// A copy of the whole database server as it was at a moment, next to the one that runs: on a port
// and in a folder of its own, both gone when it is disposed of.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fetchWal } from '@pk-auto/backup/fetch-wal'
import { handOverFolder } from '@pk-auto/backup/hand-over'
import { prepareRestore } from '@pk-auto/backup/restore'
import type { Objects } from '@pk-auto/objects/objects'
import {
  giveToPostgres,
  postgresRoom,
  startRestoredPostgres,
} from '@pk-auto/servers/native/restored-postgres'
import { freePorts } from '../processes/own-ports.ts'

export type ClusterCopy = AsyncDisposable & {
  /** Its maintenance database, as the superuser. */
  readonly url: string
  /** Of the base backup it began from. */
  readonly baseId: string
}

const RECOVERY_WITHIN_MS = 15 * 60_000

/**
 * `until` is the last moment it knows; without it, everything that was stored.
 * @throws Error when no backup is old enough, one is damaged, or the server does not recover
 */
export async function copyOfCluster(objects: Objects, until?: Date): Promise<ClusterCopy> {
  await using stack = new AsyncDisposableStack()
  const room = stack.use(await postgresRoom())
  const folder = join(room.path, 'data')
  await mkdir(folder, { mode: 0o700 })
  const walFolder = handOverFolder(join(room.path, 'wal'))
  const { manifest, settings } = await prepareRestore({ objects, folder, walFolder, until })
  await giveToPostgres(room.path)
  stack.use(fetchWal(objects, walFolder, giveToPostgres))
  const [port = 0] = await freePorts(1)
  const order = { folder, port, settings, timeoutMs: RECOVERY_WITHIN_MS }
  const { url } = stack.use(await startRestoredPostgres(order))
  const running = stack.move()
  return { url, baseId: manifest.id, [Symbol.asyncDispose]: () => running.disposeAsync() }
}
