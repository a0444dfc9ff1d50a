// Serves the built client files: only those found at the start exist; compressed forms are chosen
// by Accept-Encoding.
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { codingFor } from './coding.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
}
type Asset = {
  readonly file: string
  readonly type: string
  readonly bytes: number
  readonly packed: ReadonlyMap<string, { readonly file: string; readonly bytes: number }>
}
export type Assets = ReadonlyMap<string, Asset>

/** Lists the files of a folder once; `x.br` and `x.gz` are the compressed forms of `x`. */
export const listAssets = async (dir: string): Promise<Assets> => {
  const entries = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  )
  const sizes = new Map<string, number>()
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name)
    sizes.set(file, (await stat(file)).size)
  }
  const assets = new Map<string, Asset>()
  for (const [file, bytes] of sizes) {
    const type = TYPES[extname(file)]
    if (type === undefined) continue
    const packed = new Map<string, { file: string; bytes: number }>()
    for (const [coding, suffix] of [
      ['br', '.br'],
      ['gzip', '.gz'],
    ] as const) {
      const size = sizes.get(file + suffix)
      if (size !== undefined) packed.set(coding, { file: file + suffix, bytes: size })
    }
    assets.set(`/${relative(dir, file).split(sep).join('/')}`, { file, type, bytes, packed })
  }
  return assets
}

/** A worker that is not asked for anew would hold a device at an old build. */
const cachingOf = (pathname: string): string =>
  pathname.startsWith('/_astro/')
    ? 'public, max-age=31536000, immutable'
    : pathname === '/worker.js'
      ? 'no-cache'
      : 'public, max-age=3600'

/**
 * Answers when the path names an asset; false otherwise. Names with a hash in them never change and
 * may be cached for a year.
 */
export const serveAsset = async (
  assets: Assets,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> => {
  const asset = assets.get(pathname)
  if (!asset || (request.method !== 'GET' && request.method !== 'HEAD')) return false
  const coding = asset.packed.size > 0 ? codingFor(request.headers['accept-encoding']) : null
  const chosen = (coding && asset.packed.get(coding)) ?? asset
  response.writeHead(200, {
    'content-type': asset.type,
    'content-length': chosen.bytes,
    'cache-control': cachingOf(pathname),
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    ...(coding && { 'content-encoding': coding }),
  })
  if (request.method === 'HEAD') response.end()
  else await pipeline(createReadStream(chosen.file), response).catch(() => response.destroy())
  return true
}
