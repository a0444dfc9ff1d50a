// Identity as a verifier sees it: an address where public keys are read.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JSONWebKeySet } from 'jose'

export type FakeJwks = AsyncDisposable & {
  /** For IDENTITY_HTTP_URL. */
  readonly url: string
  /** Times the keys were read. */
  reads(): number
  /** What is published from now on; undefined answers 503. */
  publish(jwks: JSONWebKeySet | undefined): void
}

export async function fakeJwks(first: JSONWebKeySet): Promise<FakeJwks> {
  let jwks: JSONWebKeySet | undefined = first
  let reads = 0
  const server = createServer((request, response) => {
    reads += 1
    const found = request.url === '/.well-known/jwks.json' && jwks !== undefined
    response
      .writeHead(found ? 200 : 503, { 'content-type': 'application/json' })
      .end(JSON.stringify(found ? jwks : {}))
  })
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await listening
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reads: () => reads,
    publish: (next) => void (jwks = next),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
