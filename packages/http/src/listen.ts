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
  /** How long connections that are open at the stop may still bring a request before the port closes. Default 250 ms; none open, no wait. */
  lingerMs?: number
}

/** Disposing: readiness off, open connections are told to close, requests under way are answered, then the app is closed. */
export async function listenHttp(app: Http & Draining, { port, host = '127.0.0.1', lingerMs = 250 }: ListenSettings): Promise<Listening> {
  await app.listen({ port, host })
  return {
    port: (app.server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      app.drain()
      if ((await openConnections(app)) > 0) await new Promise((resolve) => setTimeout(resolve, lingerMs))
      await app.close()
    },
  }
}

const openConnections = (app: Http): Promise<number> => new Promise((resolve) => app.server.getConnections((error, count) => resolve(error ? 0 : count)))
