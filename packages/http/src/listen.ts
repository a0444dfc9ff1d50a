// Opens and closes the port of an HTTP app.
import type { AddressInfo } from 'node:net'
import type { Draining } from './draining.ts'
import type { Http } from './create-http.ts'

export type Listening = AsyncDisposable & { readonly port: number }

export type ListenSettings = {
  /** 0 takes a free one. */
  port: number
  /** Default: loopback. */
  host?: string
  /**
   * The port closes once no request has come for this long, at most 2 s after the stop. Default 250
   * ms; no connection open, no wait.
   */
  lingerMs?: number
}

const LONGEST_LINGER_MS = 2_000
const PROBES = /^\/(livez|readyz|metrics)\b/

/**
 * Disposing: readiness off, open connections are told to close, balancers stop sending, requests
 * under way are answered, then the app is closed.
 */
export async function listenHttp(
  app: Http & Draining,
  { port, host = '127.0.0.1', lingerMs = 250 }: ListenSettings,
): Promise<Listening> {
  await app.listen({ port, host })
  return {
    port: (app.server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      app.drain()
      if ((await openConnections(app)) > 0) await quiet(app, lingerMs)
      await app.close()
    },
  }
}

const openConnections = (app: Http): Promise<number> =>
  new Promise((resolve) => app.server.getConnections((error, count) => resolve(error ? 0 : count)))

/**
 * What waits in the system's queue when a port closes is reset: so it closes only after balancers
 * have seen that we are not ready and nobody comes any more.
 */
async function quiet(app: Http, lingerMs: number): Promise<void> {
  const startedAt = performance.now()
  let lastAt = startedAt
  app.server.on('request', ({ url }: { url?: string }) => {
    if (!PROBES.test(url ?? '')) lastAt = performance.now()
  })
  for (
    let left = lingerMs;
    left > 0;
    left = Math.min(lastAt + lingerMs, startedAt + LONGEST_LINGER_MS) - performance.now()
  )
    await new Promise((resolve) => setTimeout(resolve, left))
}
