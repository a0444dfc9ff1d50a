// A data folder as one gzipped tar in parts, into the store and back.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, createGzip } from 'node:zlib'
import type { Objects } from '@pk-auto/objects/objects'
import { sha256 } from './checksum.ts'
import type { Manifest } from './manifest.ts'

const PART_BYTES = 32 * 1024 * 1024
type Part = Manifest['parts'][number]

/** What a restored server makes anew, or must not find: as in PostgreSQL's own list. */
const LEFT_OUT = [
  ...['pg_wal/*', 'pg_replslot/*', 'pg_dynshmem/*', 'pg_notify/*', 'pg_serial/*'],
  ...['pg_snapshots/*', 'pg_stat_tmp/*', 'pg_subtrans/*', 'postmaster.pid', 'postmaster.opts'],
  ...['*/pgsql_tmp*', '*/pg_internal.init*'],
]
/** GNU tar: files changed or went while they were read, which the log mends. */
const CHANGED = 1

/** Packs a folder that is being written to. @throws Error of tar or of the store */
export async function packInto(
  objects: Objects,
  { folder, prefix }: { folder: string; prefix: string },
): Promise<Part[]> {
  const excludes = LEFT_OUT.map((pattern) => `--exclude=./${pattern}`)
  const quiet = ['--warning=no-file-changed', '--warning=no-file-removed']
  const tar = spawn('tar', ['--create', '--anchored', ...excludes, ...quiet, '-C', folder, '.'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(tar, 'close')
  const words = textOf(tar.stderr)
  const parts: Part[] = []
  const gzip = createGzip({ level: constants.Z_BEST_SPEED })
  await Promise.all([
    pipeline(tar.stdout, gzip),
    (async () => {
      for await (const bytes of inParts(gzip)) {
        const key = `${prefix}part-${String(parts.length + 1).padStart(5, '0')}`
        await objects.put(key, bytes, {
          contentType: 'application/octet-stream',
          cacheControl: 'no-store',
        })
        parts.push({ key, bytes: bytes.length, sha256: sha256(bytes) })
      }
    })(),
  ])
  const [code] = (await ended) as [number]
  if (code > CHANGED) throw new Error(`tar ended with ${code}: ${await words}`)
  return parts
}

/** Fills an empty folder. @throws Error for a part that is missing or is not what was written */
export async function unpackFrom(
  objects: Objects,
  parts: readonly Part[],
  folder: string,
): Promise<void> {
  const tar = spawn('tar', ['--extract', '--preserve-permissions', '-C', folder], {
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const ended = once(tar, 'close')
  const words = textOf(tar.stderr)
  await pipeline(checkedParts(objects, parts), createGunzip(), tar.stdin)
  const [code] = (await ended) as [number]
  if (code !== 0) throw new Error(`tar ended with ${code}: ${await words}`)
}

async function* checkedParts(objects: Objects, parts: readonly Part[]): AsyncGenerator<Buffer> {
  for (const part of parts) {
    const bytes = await objects.getBytes(part.key, { maxBytes: part.bytes })
    if (bytes.length !== part.bytes || sha256(bytes) !== part.sha256)
      throw new Error(`${part.key} is not what was written: this backup is damaged`)
    yield bytes
  }
}

async function* inParts(stream: Readable): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    held.push(chunk)
    bytes += chunk.length
    if (bytes < PART_BYTES) continue
    yield Buffer.concat(held)
    held = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(held)
}

async function textOf(stream: Readable): Promise<string> {
  const chunks = await Array.fromAsync(stream as AsyncIterable<Buffer>)
  return Buffer.concat(chunks).toString().trim()
}
