// What runs for the backups: a base backup and a list of objects now and then, the log always.
import type { Env } from '@pk-auto/lifecycle/config'
import { openObjects } from '@pk-auto/objects/objects'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { turnOnArchiving } from './archiving.ts'
import { takeBaseBackup } from './base-backup.ts'
import {
  readArchivingConfig,
  readBaseConfig,
  readListsConfig,
  readShipConfig,
  storeOf,
} from './config.ts'
import { handOverFolder } from './hand-over.ts'
import { listObjects } from './object-list.ts'
import { prune } from './prune.ts'
import { shipWal } from './ship-wal.ts'

/**
 * A base backup, and the end of what is older than `RETAIN_DAYS`. Safe to repeat; killed at any
 * point it leaves nothing that counts.
 */
export async function backUp(env: Env): Promise<void> {
  const log = loggerFor('backup')
  const set = readBaseConfig(env)
  await using backups = openObjects(storeOf(set, set.BACKUP_BUCKET))
  await backups.ensureBucket()
  const manifest = await takeBaseBackup({
    ...{ url: set.BACKUP_DATABASE_URL, objects: backups },
    dataFolder: set.PGDATA,
  })
  const bytes = manifest.parts.reduce((sum, part) => sum + part.bytes, 0)
  log.info({ event: 'backup.base_done', id: manifest.id, bytes })
  const pruned = await prune(backups, set.RETAIN_DAYS, new Date())
  log.info({ event: 'backup.pruned', ...pruned })
}

/** A list of what the object store holds, whoever backs the databases up. Safe to repeat. */
export async function listAll(env: Env): Promise<void> {
  const set = readListsConfig(env)
  await using backups = openObjects(storeOf(set, set.BACKUP_BUCKET))
  await using objects = openObjects(storeOf(set, set.S3_BUCKET))
  await backups.ensureBucket()
  const list = await listObjects(objects, backups, { now: new Date(), retain: set.RETAIN_DAYS })
  loggerFor('backup').info({ event: 'backup.objects_listed', id: list.id, objects: list.objects })
}

/** Once for a server; it archives from its next start on. */
export async function archive(env: Env): Promise<void> {
  const set = readArchivingConfig(env)
  await turnOnArchiving(set.BACKUP_DATABASE_URL, set.WAL_FOLDER)
  loggerFor('backup').info(
    { event: 'backup.archiving_set' },
    'restart the server, with the shipper (main.ts ship) next to it',
  )
}

/** Stores the log until it is disposed. */
export async function ship(env: Env): Promise<AsyncDisposable> {
  const set = readShipConfig(env)
  await using stack = new AsyncDisposableStack()
  const backups = stack.use(openObjects(storeOf(set, set.BACKUP_BUCKET)))
  await backups.ensureBucket()
  stack.use(shipWal(backups, handOverFolder(set.WAL_FOLDER)))
  const running = stack.move()
  return { [Symbol.asyncDispose]: () => running.disposeAsync() }
}
