// Answers a server that recovers: the log files it asks for, from the store.
import { readdir, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { repeat, type Repeat } from '@pk-auto/lifecycle/repeat'
import type { Objects } from '@pk-auto/objects/objects'
import { ABSENT, PART, WANTED } from './hand-over.ts'
import { walKey } from './ship-wal.ts'

const LOOK_EVERY_MS = 30
const MAX_BYTES = 64 * 1024 * 1024

/** Until disposed. `own` gives a path to the server's user. */
export function fetchWal(
  objects: Objects,
  folder: string,
  own: (path: string) => Promise<void>,
): Repeat {
  const layDown = async (name: string, bytes: Uint8Array): Promise<void> => {
    const part = join(folder, `${name}${PART}`)
    await writeFile(part, bytes, { mode: 0o600 })
    await own(part)
    await rename(part, join(folder, name))
  }
  return repeat({
    ...{ name: 'wal.fetch', service: 'backup', everyMs: LOOK_EVERY_MS, maxBackoffMs: 1_000 },
    run: async () => {
      for (const asked of await readdir(folder)) {
        if (!asked.endsWith(WANTED)) continue
        const name = asked.slice(0, -WANTED.length)
        const bytes = await walOf(objects, name)
        await unlink(join(folder, asked))
        await (bytes ? layDown(name, bytes) : layDown(`${name}${ABSENT}`, Buffer.alloc(0)))
      }
    },
  })
}

/** Undefined for one that was never stored: the log ends there. */
async function walOf(objects: Objects, name: string): Promise<Buffer | undefined> {
  if (!(await objects.stat(walKey(name)))) return undefined
  return promisify(gunzip)(await objects.getBytes(walKey(name), { maxBytes: MAX_BYTES }))
}
