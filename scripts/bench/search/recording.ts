// Stands between search and the engine and remembers what was asked, so that the same can be asked
// without search.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export type Recording = AsyncDisposable & {
  readonly url: string
  /** What was asked since the last call, as NDJSON of the engine's _msearch. */
  taken(): string[]
}

/** The client of the engine makes sure by this header that it talks to one. */
const PRODUCT = 'x-elastic-product'

export async function recordSearches(engineUrl: string): Promise<Recording> {
  let asked: string[] = []
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    if (request.url?.startsWith('/_msearch')) asked.push(body)
    const answer = await fetch(`${engineUrl}${request.url}`, {
      method: request.method ?? 'GET',
      headers: {
        accept: request.headers.accept ?? '*/*',
        'content-type': request.headers['content-type'] ?? 'application/json',
      },
      ...(body !== '' && { body }),
    })
    for (const name of [PRODUCT, 'content-type'])
      response.setHeader(name, answer.headers.get(name) ?? '')
    response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()))
  }
  const server = createServer((request, response) => {
    forward(request, response).catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken() {
      const before = asked
      asked = []
      return before
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
