// The socket at /live reaches the gateway through the web server, or is refused as it refuses.
import { once } from 'node:events'
import { createServer, type IncomingMessage, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { forwardSocket } from '../src/server/forward-socket.ts'

type OnUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

async function upgrading(onUpgrade: OnUpgrade) {
  const server = createServer().on('upgrade', onUpgrade).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.dispose]: () => void server.close(),
  }
}

const UPGRADE = {
  ...{ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
  ...{ 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', origin: 'https://automart.pk' },
}
const ask = (url: string) => {
  const request = httpRequest(new URL('/live?ticket=t', url), { headers: UPGRADE })
  request.end()
  return request
}
const forwarding = (gatewayUrl: string) =>
  upgrading((request, socket, head) => forwardSocket(gatewayUrl, request, socket, head))

test('bytes go both ways, with the ticket and the origin, until one side goes', async () => {
  const seen: IncomingMessage[] = []
  using gateway = await upgrading((request, socket) => {
    seen.push(request)
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    )
    socket.pipe(socket)
  })
  using web = await forwarding(gateway.url)
  const [answer, socket] = (await once(ask(web.url), 'upgrade')) as [IncomingMessage, Duplex]
  expect(answer.statusCode).toBe(101)
  socket.write('salam')
  expect(String((await once(socket, 'data'))[0])).toBe('salam')
  expect(seen[0]?.url).toBe('/live?ticket=t')
  expect(seen[0]?.headers).toMatchObject({
    ...{ origin: UPGRADE.origin, 'sec-websocket-key': UPGRADE['sec-websocket-key'] },
    'x-forwarded-for': '127.0.0.1',
  })
  const gone = once(seen[0]!.socket, 'close')
  socket.destroy()
  await gone
})

test('a refusal comes back with its status', async () => {
  using gateway = await upgrading((_request, socket) =>
    socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'),
  )
  using web = await forwarding(gateway.url)
  const [answer] = (await once(ask(web.url), 'response')) as [IncomingMessage]
  expect(answer.statusCode).toBe(401)
})

test('a gateway that is away is a 503 with a time to come back', async () => {
  using web = await forwarding('http://127.0.0.1:1')
  const [answer] = (await once(ask(web.url), 'response')) as [IncomingMessage]
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2'])
})
