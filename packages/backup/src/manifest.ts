// What a base backup is: its parts with their checksums, and the log that makes it whole. Written
// last: without it the parts count for nothing.
import type { Objects } from '@pk-auto/objects/objects'
import { z } from 'zod'

const Manifest = z.object({
  format: z.literal(1),
  /** Sorts by time. */
  id: z.string(),
  /** The server's version, e.g. 18.4: a restore needs the same major one. */
  server: z.string(),
  startedAt: z.coerce.date(),
  /** A restore can reach any moment from here on. */
  endedAt: z.coerce.date(),
  /** The log file at which a restore begins. */
  firstWal: z.string(),
  /** What `pg_backup_stop` returned, to be laid beside the files. */
  label: z.string(),
  tablespaceMap: z.string(),
  /** In order, they are one gzipped tar. */
  parts: z.array(
    z.object({ key: z.string(), bytes: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
})
export type Manifest = z.infer<typeof Manifest>

const FOLDER = 'base/'
export const WAL_FOLDER = 'wal/'
const MAX_BYTES = 4 * 1024 * 1024

export const folderOf = (id: string): string => `${FOLDER}${id}/`
const keyOf = (id: string): string => `${folderOf(id)}manifest.json`

/** The end of a backup: from now on it counts. */
export async function writeManifest(objects: Objects, manifest: Manifest): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(manifest, null, 1))
  await objects.put(keyOf(manifest.id), bytes, {
    contentType: 'application/json',
    cacheControl: 'no-store',
  })
}

/** Every base backup that is whole, oldest first. */
export async function readManifests(objects: Objects): Promise<Manifest[]> {
  const keys: string[] = []
  for await (const { key } of objects.list(FOLDER))
    if (key.endsWith('/manifest.json')) keys.push(key)
  const found = await Promise.all(
    keys.map(async (key) =>
      Manifest.parse(JSON.parse((await objects.getBytes(key, { maxBytes: MAX_BYTES })).toString())),
    ),
  )
  return found.toSorted((a, b) => a.endedAt.getTime() - b.endedAt.getTime())
}

/** From now on it counts no more. Idempotent. */
export const removeManifest = (objects: Objects, id: string): Promise<void> =>
  objects.remove([keyOf(id)])

/** Of every folder of parts, whole or not: its id and when its last part was written. */
export async function partFolders(
  objects: Objects,
): Promise<Map<string, { keys: string[]; lastModified: Date }>> {
  const folders = new Map<string, { keys: string[]; lastModified: Date }>()
  for await (const { key, lastModified } of objects.list(FOLDER)) {
    const id = key.slice(FOLDER.length).split('/')[0] ?? ''
    const known = folders.get(id) ?? { keys: [], lastModified }
    known.keys.push(key)
    if (lastModified > known.lastModified) known.lastModified = lastModified
    folders.set(id, known)
  }
  return folders
}
