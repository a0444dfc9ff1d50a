// Makes a data folder that a server recovers from, up to a moment; starting that server is the
// caller's part.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Objects } from '@pk-auto/objects/objects'
import { restoreCommand } from './hand-over.ts'
import { type Manifest, readManifests } from './manifest.ts'
import { unpackFrom } from './pack.ts'

export type RestoreOrder = {
  readonly objects: Objects
  /** Empty; it becomes the data folder. */
  readonly folder: string
  /** Where log files change hands; see `fetchWal`. */
  readonly walFolder: string
  /** The last moment that is wanted; without it everything that was archived. */
  readonly until?: Date | undefined
}

export type Restorable = {
  readonly manifest: Manifest
  /** For the server's configuration, `name → value`. */
  readonly settings: Readonly<Record<string, string>>
}

/**
 * Resolves when the files lie there. The server must be started with `settings`; it answers once
 * it has recovered, and does not archive: it is a copy.
 * @throws Error when no whole backup is old enough, or a part of it is damaged
 */
export async function prepareRestore(order: RestoreOrder): Promise<Restorable> {
  const { objects, folder, walFolder, until } = order
  const manifest = newestBefore(await readManifests(objects), until)
  await unpackFrom(objects, manifest.parts, folder)
  await mkdir(join(folder, 'pg_wal'), { recursive: true, mode: 0o700 })
  await writeFile(join(folder, 'backup_label'), manifest.label, { mode: 0o600 })
  if (manifest.tablespaceMap !== '')
    await writeFile(join(folder, 'tablespace_map'), manifest.tablespaceMap, { mode: 0o600 })
  await writeFile(join(folder, 'recovery.signal'), '', { mode: 0o600 })
  const settings = {
    restore_command: restoreCommand(walFolder),
    archive_mode: 'off',
    recovery_target_action: 'promote',
    ...(until && {
      recovery_target_time: until.toISOString().replace('T', ' ').replace('Z', '+00'),
    }),
  }
  return { manifest, settings }
}

/** @throws Error naming the oldest moment that can be reached */
export function newestBefore(manifests: readonly Manifest[], until = new Date()): Manifest {
  const found = manifests.findLast(({ endedAt }) => endedAt <= until)
  if (found) return found
  const oldest = manifests[0]?.endedAt.toISOString()
  throw new Error(
    oldest
      ? `no backup is older than ${until.toISOString()}: the oldest moment is ${oldest}`
      : 'there is no whole base backup',
  )
}
