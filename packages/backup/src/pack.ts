// A data folder as one gzipped tar in parts, into the store and back.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
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
  objects: Pick<Objects, 'put'>,
  { folder, prefix }: { folder: string; prefix: string },
): Promise<Part[]> {
  const excludes = LEFT_OUT.map((pattern) => `--exclude=./${pattern}`)
  const quiet = ['--warning=no-file-changed', '--warning=no-file-removed']
  const parts: Part[] = []
  const store = async (gzip: AsyncIterable<Buffer>): Promise<void> => {
    for await (const bytes of inParts(gzip)) {
      const key = `${prefix}part-${String(parts.length + 1).padStart(5, '0')}`
      await objects.put(key, bytes, {
        contentType: 'application/octet-stream',
        cacheControl: 'no-store',
      })
      parts.push({ key, bytes: bytes.length, sha256: sha256(bytes) })
    }
  }
  await withTar({
    args: ['--create', '--anchored', ...excludes, ...quiet, '-C', folder, '.'],
    fine: CHANGED,
    carry: ({ stdout }) => pipeline(stdout, createGzip({ level: constants.Z_BEST_SPEED }), store),
  })
  return parts
}

/** Fills an empty folder. @throws Error for a part that is missing or is not what was written */
export async function unpackFrom(
  objects: Pick<Objects, 'getBytes'>,
  parts: readonly Part[],
  folder: string,
): Promise<void> {
  await withTar({
    args: ['--extract', '--preserve-permissions', '-C', folder],
    fine: 0,
    carry: ({ stdin }) => pipeline(checkedParts(objects, parts), createGunzip(), writeTo(stdin)),
  })
}

type TarRun = {
  readonly args: readonly string[]
  /** The highest code that is no failure. */
  readonly fine: number
  readonly carry: (tar: ChildProcessWithoutNullStreams) => Promise<void>
}

/** @throws Error of the store, or with the output of a tar that failed or could not be started */
async function withTar({ args, fine, carry }: TarRun): Promise<void> {
  const tar = spawn('tar', args)
  const [carried, ended, words] = await Promise.allSettled([
    carry(tar),
    once(tar, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
    text(tar.stderr),
  ])
  if (ended.status === 'rejected') throw ended.reason
  if (carried.status === 'rejected') throw carried.reason
  const [code, signal] = ended.value
  if (code !== null && code <= fine) return
  const output = words.status === 'fulfilled' ? words.value.trim() : ''
  throw new Error(`tar ended with ${code ?? signal}: ${output}`)
}

/**
 * Tar may end before we hear that its last byte was written, and then its input breaks. Whether it
 * has read enough is said by its code alone.
 */
const writeTo = (stdin: Writable) => async (bytes: AsyncIterable<Buffer>) => {
  stdin.on('error', () => undefined)
  try {
    for await (const chunk of bytes)
      await new Promise<void>((resolve) => stdin.write(chunk, () => resolve()))
  } finally {
    stdin.end()
  }
}

async function* checkedParts(
  objects: Pick<Objects, 'getBytes'>,
  parts: readonly Part[],
): AsyncGenerator<Buffer> {
  for (const part of parts) {
    const bytes = await objects.getBytes(part.key, { maxBytes: part.bytes })
    if (bytes.length !== part.bytes || sha256(bytes) !== part.sha256)
      throw new Error(`${part.key} is not what was written: this backup is damaged`)
    yield bytes
  }
}

async function* inParts(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    held.push(chunk)
    bytes += chunk.length
    if (bytes < PART_BYTES) continue
    yield Buffer.concat(held)
    held = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(held)
}
