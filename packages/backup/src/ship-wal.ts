// Takes the log files that Postgres hands over and stores them; a file is taken away only when it
// is stored, and that is Postgres' answer.
import { readdir, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { constants, gunzip, gzip } from 'node:zlib'
import { repeat, type Repeat } from '@pk-auto/lifecycle/repeat'
import type { Objects } from '@pk-auto/objects/objects'
import { sha256 } from './checksum.ts'
import { WAL_FOLDER } from './manifest.ts'
import { isWalFile } from './wal-names.ts'

const SERVICE = 'backup'
const LOOK_EVERY_MS = 200
/** A segment is 16 MB. */
const MAX_BYTES = 64 * 1024 * 1024

export const walKey = (name: string): string => `${WAL_FOLDER}${name}.gz`

/** Stores until disposed. A store that is away is tried again; meanwhile Postgres keeps its log. */
export const shipWal = (objects: Objects, folder: string): Repeat =>
  repeat({
    ...{ name: 'wal.ship', service: SERVICE, everyMs: LOOK_EVERY_MS, maxBackoffMs: 2_000 },
    run: async (stopping) => {
      const names = (await readdir(folder)).filter(isWalFile).toSorted()
      for (const name of names) {
        if (stopping.aborted) return
        await storeWal(objects, name, await readFile(join(folder, name)))
        await unlink(join(folder, name))
      }
    },
  })

/**
 * Idempotent: the same file again changes nothing.
 * @throws Error when another one of this name is stored: two servers archive into one bucket
 */
export async function storeWal(objects: Objects, name: string, bytes: Buffer): Promise<void> {
  const key = walKey(name)
  if (await objects.stat(key)) {
    const stored = await promisify(gunzip)(await objects.getBytes(key, { maxBytes: MAX_BYTES }))
    if (sha256(stored) === sha256(bytes)) return
    throw new Error(`${key} is stored with other bytes: two servers archive into one bucket`)
  }
  // Most of a segment that was closed for its age is zeros.
  const packed = await promisify(gzip)(bytes, { level: constants.Z_BEST_SPEED })
  await objects.put(key, packed, { contentType: 'application/gzip', cacheControl: 'no-store' })
}
