// The web of this tree, built into a folder of its own and served in front of a gateway of the
// test.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { startWeb } from '../src/server/start.ts'

const PWA = fileURLToPath(new URL('../', import.meta.url))
// Inside the repository, so that the built server finds its packages.
const BUILDS = fileURLToPath(new URL('../../../test-results/', import.meta.url))
const ASTRO = fileURLToPath(new URL('../../../node_modules/.bin/astro', import.meta.url))

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

/** Builds the pages; takes a few seconds. Disposal removes the build. */
export const buildPages = async (): Promise<AsyncDisposable & { readonly dist: URL }> => {
  await mkdir(BUILDS, { recursive: true })
  const dir = await mkdtemp(`${BUILDS}web-`)
  await promisify(execFile)(ASTRO, ['build', '--outDir', dir], {
    cwd: PWA,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  })
  return {
    dist: pathToFileURL(`${dir}/`),
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true }),
  }
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
