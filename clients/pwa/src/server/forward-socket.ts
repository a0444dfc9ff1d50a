// Forwards the socket at /live to the gateway, so that the browser sees one origin.
import { type IncomingMessage, request as httpRequest } from 'node:http'
import type { Duplex } from 'node:stream'
import { forwardedHeaders } from './forward.ts'

const line = (name: string, value: string): string => `${name}: ${value}\r\n`

const headOf = (answer: IncomingMessage): string => {
  const { statusCode = 502, statusMessage = '', rawHeaders } = answer
  let head = `HTTP/1.1 ${statusCode} ${statusMessage}\r\n`
  for (let i = 0; i < rawHeaders.length; i += 2)
    head += line(rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '')
  return `${head}\r\n`
}

/** When either side goes the other goes too. Nobody answers: 503. */
export function forwardSocket(
  gatewayUrl: string,
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
): void {
  const { host: _host, ...headers } = request.headers
  const onward = httpRequest(new URL(request.url ?? '/', gatewayUrl), {
    headers: {
      ...headers,
      ...forwardedHeaders(request),
      connection: 'Upgrade',
      upgrade: 'websocket',
    },
  })
  client.on('error', () => client.destroy())
  client.on('close', () => onward.destroy())
  onward.on('upgrade', (answer, gateway, first) => {
    gateway.on('error', () => gateway.destroy())
    gateway.on('close', () => client.destroy())
    client.on('close', () => gateway.destroy())
    client.write(headOf(answer))
    client.write(first)
    gateway.write(head)
    client.pipe(gateway).pipe(client)
  })
  // Refused: no socket, and the status says why.
  onward.on('response', (answer) => {
    client.write(headOf(answer))
    answer.pipe(client)
  })
  onward.on('error', () => client.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\n\r\n'))
  onward.end()
}
