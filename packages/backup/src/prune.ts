// Which backups stay, and the removal of the rest: never what a backup that stays needs.
import type { Objects } from '@pk-auto/objects/objects'
import {
  type Manifest,
  partFolders,
  readManifests,
  removeManifest,
  WAL_FOLDER,
} from './manifest.ts'
import { isBefore, isWalFile } from './wal-names.ts'

/** Parts without a manifest for so long belong to a backup that was cut off. */
const CUT_OFF_MS = 86_400_000

/** The newest of each of the last `days` days that have one; days without a backup count not. */
export function retained(manifests: readonly Manifest[], days: number): Manifest[] {
  const newest = new Map<string, Manifest>()
  for (const manifest of manifests)
    newest.set(manifest.endedAt.toISOString().slice(0, 10), manifest)
  return [...newest.values()].slice(-Math.max(1, days))
}

export type Pruned = { readonly backups: number; readonly walFiles: number }

/**
 * Safe to stop and repeat: a backup first stops to count, then its parts go, and last the log that
 * only it needed. With no whole backup nothing is removed.
 */
export async function prune(objects: Objects, days: number, now: Date): Promise<Pruned> {
  const manifests = await readManifests(objects)
  const stay = retained(manifests, days)
  const [oldest] = stay
  if (!oldest) return { backups: 0, walFiles: 0 }
  const ids = new Set(stay.map(({ id }) => id))
  const leave = manifests.filter(({ id }) => !ids.has(id))
  for (const { id } of leave) await removeManifest(objects, id)
  const whole = new Set(manifests.map(({ id }) => id))
  for (const [id, { keys, lastModified }] of await partFolders(objects)) {
    const cutOff = !whole.has(id) && now.getTime() - lastModified.getTime() > CUT_OFF_MS
    if (!ids.has(id) && (whole.has(id) || cutOff)) await objects.remove(keys)
  }
  const unneeded: string[] = []
  for await (const { key } of objects.list(WAL_FOLDER)) {
    const name = key.slice(WAL_FOLDER.length).replace(/\.gz$/, '')
    if (isWalFile(name) && isBefore(name, oldest.firstWal)) unneeded.push(key)
  }
  await objects.remove(unneeded)
  return { backups: leave.length, walFiles: unneeded.length }
}
