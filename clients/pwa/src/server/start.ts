// The web server of Automart.pk: pages by Astro, files from the build, /api and /media forwarded,
// security headers.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { splitLocale } from '@pk-auto/ui/locale'
import { Pool } from 'undici'
import { type Assets, listAssets, serveAsset } from './assets.ts'
import type { WebConfig } from './config.ts'
import { forward } from './forward.ts'
import { forwardSocket } from './forward-socket.ts'
import { pageGateway } from './gateway.ts'
import { contentPolicy, safetyHeaders } from './headers.ts'
import { namesOneHost } from './host.ts'
import { mapPlaces } from './map-places.ts'
import { failureReporter, type ReportFailure } from './report-failure.ts'
import { taxonomyReader } from './taxonomy.ts'

type Render = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
  locals: object,
) => Promise<void>
/** What answers pages: a build with its files, or `astro dev`, whose pages carry inline scripts. */
export type Site = { readonly dist: URL } | { readonly pages: { readonly render: Render } }

const openSite = async (
  site: Site,
): Promise<{ render: Render; assets: Assets; strict: boolean }> => {
  if ('pages' in site) return { render: site.pages.render, assets: new Map(), strict: false }
  const { handler } = (await import(new URL('server/entry.mjs', site.dist).href)) as {
    handler: Render
  }
  const assets = await listAssets(new URL('client/', site.dist).pathname)
  return { render: handler, assets, strict: true }
}

const plain = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
}

export type Web = AsyncDisposable & {
  readonly port: number
  /** For what fails outside of any request. */
  readonly report: ReportFailure
}

/**
 * Starts serving the site; disposal stops taking requests, lets the open ones end
 * and closes the pools.
 */
export const startWeb = async (config: WebConfig, site: Site): Promise<Web> => {
  const { patienceMs } = config
  const links = { connections: 32, headersTimeout: patienceMs, bodyTimeout: 2 * patienceMs }
  const gateway = new Pool(config.gatewayUrl, links)
  const media = new Pool(config.mediaUrl, links)
  const { render, assets, strict } = await openSite(site)
  const places = {
    uploadOrigins: config.uploadOrigins,
    mediaOrigins: [new URL(config.mediaUrl).origin],
  }
  const safety = Object.entries(safetyHeaders(config.publicOrigin))
  const taxonomy = taxonomyReader(gateway, Date.now)
  const report = failureReporter(gateway, Date.now)
  const maps = { adsPerMap: config.adsPerMap, places: mapPlaces() }

  const page = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '/'
    const query = url.indexOf('?')
    const { locale, path } = splitLocale(query < 0 ? url : url.slice(0, query))
    request.url = path + (query < 0 ? '' : url.slice(query))
    for (const [name, value] of safety) response.setHeader(name, value)
    const policy = (hashes: readonly string[]): string =>
      strict ? contentPolicy(places, hashes) : 'frame-ancestors none'
    response.setHeader('content-security-policy', policy([]))
    const origin = config.publicOrigin || `http://${request.headers.host ?? 'localhost'}`
    const signedIn = /(?:^|;\s*)(?:__Host-)?session=/.test(request.headers.cookie ?? '')
    // The worker of the visitor cannot see the cookie, and stores pages under who saw them.
    response.setHeader('x-signed-in', signedIn ? 'yes' : 'no')
    const locals = {
      locale,
      path,
      origin,
      signedIn,
      policy,
      gateway: pageGateway(gateway, request, locale, taxonomy),
      maps,
      now: new Date(),
      failed: (error: unknown) => void report({ event: 'page.failed', error, page: url }),
    }
    const failed = (error: unknown): void => {
      locals.failed(error)
      plain(response, 500, 'Internal error')
    }
    // An address without a page gets the 404 page, in the language of the address.
    const notFound = (): void => {
      request.url = '/404'
      render(request, response, failed, locals).catch(failed)
    }
    await render(request, response, notFound, locals)
  }

  // Node looks for slow senders only now and then: the look must come soon after the deadline.
  const slow = {
    headersTimeout: patienceMs,
    requestTimeout: patienceMs,
    connectionsCheckingInterval: patienceMs / 10,
  }
  const server = createServer(slow, (request, response) => {
    const pathname = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const answer = async (): Promise<void> => {
      if (!namesOneHost(request)) return plain(response, 400, 'Bad request')
      if (pathname.startsWith('/api/')) return forward(gateway, request, response)
      if (pathname.startsWith('/media/')) return forward(media, request, response)
      if (pathname === '/livez' || pathname === '/readyz') return plain(response, 200, 'ok')
      if (await serveAsset(assets, pathname, request, response)) return
      await page(request, response)
    }
    answer().catch((error: unknown) => {
      void report({ event: 'page.failed', error, page: pathname })
      if (response.headersSent) response.destroy()
      else plain(response, 500, 'Internal error')
    })
  })
  const sockets = new Set<Duplex>()
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    const pathname = (request.url ?? '/').split('?', 1)[0]
    if (pathname === '/live' && namesOneHost(request))
      return forwardSocket(config.gatewayUrl, request, socket, head)
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    report,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        // Clients come back by themselves, to another process.
        for (const socket of sockets) socket.destroy()
      })
      await Promise.all([gateway.close(), media.close()])
    },
  }
}
