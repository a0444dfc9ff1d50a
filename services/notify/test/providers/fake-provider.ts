// A provider's server on loopback: answers in its own wire form, notes every request that reached
// it, and misbehaves when a test asks it to.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = {
  readonly path: string
  readonly authorization: string
  readonly type: string
  readonly body: string
}

export type Misbehaviour =
  | { readonly kind: 'busy'; readonly retryAfterS: number }
  /** The provider's own error. */
  | { readonly kind: 'failing' }
  /** A balancer's error: it knows nothing of the message. */
  | { readonly kind: 'bad-gateway' }
  | { readonly kind: 'unauthorised' }
  | { readonly kind: 'number-gone' }
  /** Takes the message and answers as it should, once `until` has resolved. */
  | { readonly kind: 'slow'; readonly until: Promise<unknown> }
  /** Takes the message and never answers. */
  | { readonly kind: 'silent' }
  /** Takes the message and breaks the connection. */
  | { readonly kind: 'cut-off' }

export type Answer = { readonly status: number; readonly body: unknown }

/** What is special about one provider. */
export type Wire = {
  accept(received: Received, n: number): Answer
  errors: Readonly<Record<'busy' | 'failing' | 'unauthorised' | 'number-gone', Answer>>
}

export type FakeProvider = AsyncDisposable & {
  readonly url: string
  /** Everything that reached it, whatever it answered. */
  readonly received: readonly Received[]
  /** From now on; undefined: it works again. */
  misbehave(how: Misbehaviour | undefined): void
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

export async function fakeProvider(wire: Wire): Promise<FakeProvider> {
  const received: Received[] = []
  let how: Misbehaviour | undefined
  const answer = (response: ServerResponse, { status, body }: Answer, more = {}) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...more })
      .end(JSON.stringify(body))
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const one: Received = {
        path: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        type: request.headers['content-type'] ?? '',
        body,
      }
      received.push(one)
      if (!how) return answer(response, wire.accept(one, received.length))
      switch (how.kind) {
        case 'slow':
          return how.until.then(() => answer(response, wire.accept(one, received.length)))
        case 'silent':
          return undefined
        case 'cut-off':
          return request.socket.destroy()
        case 'bad-gateway':
          return response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502</h1>')
        case 'busy':
          return answer(response, wire.errors.busy, { 'retry-after': String(how.retryAfterS) })
        default:
          return answer(response, wire.errors[how.kind])
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    misbehave: (next) => void (how = next),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
