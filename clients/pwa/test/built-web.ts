// The web of this tree, built once and served in front of a gateway of the test.
import { execFile } from 'node:child_process'
import {
  lstat,
  lutimes,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rm,
  stat,
  symlink,
  utimes,
} from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { hashOfSources } from '@pk-auto/servers/machine/hash-of-sources'
import { startWeb } from '../src/server/start.ts'

const PWA = fileURLToPath(new URL('../', import.meta.url))
// Inside the repository, so that the built server finds its packages.
const REPO = fileURLToPath(new URL('../../../', import.meta.url))
const BUILDS = join(REPO, 'test-results')
const ASTRO = join(REPO, 'node_modules/.bin/astro')

/** Listens on a free port of loopback; disposal cuts what is still open. */
export const listen = async (
  listener: RequestListener,
): Promise<AsyncDisposable & { readonly url: string }> => {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/**
 * A gateway that answers these paths under /api/v1 with JSON made anew each time, others by 404.
 */
export const answering = (
  answers: Readonly<Record<string, (query: URLSearchParams) => unknown>>,
): Promise<AsyncDisposable & { readonly url: string }> =>
  listen((request, response) => {
    const path = (request.url ?? '').replace('/api/v1', '').replace(/\?.*/, '')
    const answer = answers[path]
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const body = JSON.stringify(answer?.(searchParams) ?? {})
    request.resume().once('end', () => response.writeHead(answer ? 200 : 404).end(body))
  })

/**
 * The pages of this tree, built once for all test files: a build takes some seconds. Two files that
 * begin together may both build; the first to be done is taken by all.
 */
export const buildPages = async (): Promise<URL> => {
  await mkdir(BUILDS, { recursive: true })
  const place = join(BUILDS, `pages-${(await hashOfSources('clients/pwa')).slice(0, 16)}`)
  const isThere = await stat(place).catch(() => undefined)
  if (!isThere) await build(place)
  const now = new Date()
  await lutimes(place, now, now)
  await utimes(await realpath(place), now, now)
  return pathToFileURL(`${await realpath(place)}/`)
}

/** Builds that no run began with since yesterday. */
const removeOld = async (): Promise<void> => {
  for (const name of await readdir(BUILDS)) {
    if (!/^(pages|build)-/.test(name)) continue
    const made = await lstat(join(BUILDS, name)).catch(() => undefined)
    if (made && Date.now() - made.mtimeMs > 24 * 3_600_000)
      await rm(join(BUILDS, name), { recursive: true, force: true })
  }
}

/** Built pages know their own path: a link to them appears when they are whole. */
const build = async (place: string): Promise<void> => {
  await removeOld()
  const dir = await mkdtemp(join(BUILDS, 'build-'))
  await promisify(execFile)(ASTRO, ['build', '--outDir', dir], {
    cwd: PWA,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  })
  await symlink(dir, place).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
    await rm(dir, { recursive: true })
  })
}

/** The built web on a free port, asking this gateway; `url` is what a browser would call. */
export const serveWeb = async (
  dist: URL,
  gatewayUrl: string,
  { patienceMs = 30_000, adsPerMap = 2_000 } = {},
): Promise<AsyncDisposable & { readonly url: string; readonly port: number }> => {
  const web = await startWeb(
    {
      host: '127.0.0.1',
      port: 0,
      gatewayUrl,
      mediaUrl: gatewayUrl,
      uploadOrigins: [],
      publicOrigin: '',
      patienceMs,
      adsPerMap,
    },
    { dist },
  )
  return {
    url: `http://127.0.0.1:${web.port}`,
    port: web.port,
    [Symbol.asyncDispose]: () => web[Symbol.asyncDispose](),
  }
}
