// A list of what a bucket holds: which photos there should be, if the bucket is ever lost or
// damaged. The bytes themselves are the bucket's own concern.
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Listed, Objects } from '@pk-auto/objects/objects'
import { sha256 } from './checksum.ts'

const FOLDER = 'objects/'
const LINES_A_PART = 100_000

export type ObjectList = {
  readonly id: string
  readonly objects: number
  readonly bytes: number
  readonly parts: readonly { readonly key: string; readonly sha256: string }[]
}

/**
 * Writes one JSON line an object (`key`, `bytes`, `lastModified`) in gzipped parts, and last the
 * manifest by which they count; then removes lists beyond the newest `retain`.
 */
export async function listObjects(
  from: Objects,
  into: Objects,
  { now, retain }: { now: Date; retain: number },
): Promise<ObjectList> {
  const id = now.toISOString().replaceAll(/[-:.]/g, '')
  const parts: { key: string; sha256: string }[] = []
  let [objects, bytes] = [0, 0]
  let lines: Listed[] = []
  const flush = async (): Promise<void> => {
    if (lines.length === 0) return
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    const packed = await promisify(gzip)(text)
    const key = `${FOLDER}${id}/part-${String(parts.length + 1).padStart(5, '0')}.ndjson.gz`
    await into.put(key, packed, { contentType: 'application/gzip', cacheControl: 'no-store' })
    parts.push({ key, sha256: sha256(packed) })
    lines = []
  }
  for await (const { key, bytes: size, lastModified } of from.list('')) {
    lines.push({ key, bytes: size, lastModified })
    objects += 1
    bytes += size
    if (lines.length === LINES_A_PART) await flush()
  }
  await flush()
  const list = { id, objects, bytes, parts }
  await into.put(`${FOLDER}${id}/manifest.json`, Buffer.from(JSON.stringify(list)), {
    contentType: 'application/json',
    cacheControl: 'no-store',
  })
  await removeOld(into, retain)
  return list
}

async function removeOld(store: Objects, retain: number): Promise<void> {
  const keys = (await Array.fromAsync(store.list(FOLDER))).map(({ key }) => key)
  const ids = [...new Set(keys.map((key) => key.slice(FOLDER.length).split('/')[0] ?? ''))]
  const old = new Set(ids.toSorted().slice(0, -Math.max(1, retain)))
  await store.remove(keys.filter((key) => old.has(key.slice(FOLDER.length).split('/')[0] ?? '')))
}
