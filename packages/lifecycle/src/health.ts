// /livez, /readyz and /metrics of a process, on plain node:http.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { metricsText } from '@pk-auto/telemetry/metrics'
import { loggerFor } from '@pk-auto/telemetry/logger'

export type HealthOptions = {
  readonly service: string
  /** 0 takes a free port. */
  readonly port: number
  /** Default: every interface, since the probes come from outside of the container. */
  readonly host: string
  /**
   * Own Postgres reachable and warm; never another service, Kafka, Redis or Elasticsearch. Slower
   * than 2 s counts as no.
   */
  readonly ready: () => Promise<boolean>
  /** Liveness never checks dependencies; default: alive as long as it answers. */
  readonly live?: () => boolean
}

export type Health = AsyncDisposable & { readonly port: number; drain(): void }

const READY_TIMEOUT_MS = 2_000

/**
 * Starts answering probes. `drain()` turns readiness off for good, so that traffic leaves before
 * the work stops. @throws when the port is taken
 */
export async function startHealth(options: HealthOptions): Promise<Health> {
  const log = loggerFor(options.service)
  let draining = false
  const answer = async (path: string | undefined, response: ServerResponse) => {
    if (path === '/livez') return send(response, options.live?.() === false ? 503 : 200, 'live')
    if (path === '/readyz')
      return send(
        response,
        !draining && (await inTime(options.ready)) ? 200 : 503,
        draining ? 'draining' : 'ready',
      )
    if (path === '/metrics')
      return void response
        .writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
        .end(await metricsText())
    response.writeHead(404).end()
  }
  const server = createServer((request, response) => {
    answer(request.url?.split('?')[0], response).catch((error: unknown) => {
      log.error({ event: 'health.failed', error })
      response.writeHead(500).end()
    })
  })
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject).listen(options.port, options.host, resolve)
  await listening
  return {
    port: (server.address() as AddressInfo).port,
    drain: () => void (draining = true),
    async [Symbol.asyncDispose]() {
      draining = true
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
}

function send(response: ServerResponse, status: number, what: string): void {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ [what]: status === 200 }))
}

async function inTime(ready: () => Promise<boolean>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), READY_TIMEOUT_MS)
  try {
    return await Promise.race([ready(), late.promise])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
