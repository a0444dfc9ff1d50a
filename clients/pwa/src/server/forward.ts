// Forwards /api/* and /media/* to where they live, so that the browser sees one origin.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Pool } from 'undici'

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'expect',
])

/** A W3C traceparent for a request that came without one. */
export const newTraceparent = (): string =>
  `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`

/**
 * The headers for the next hop: all but the hop-by-hop ones, with the address this server sees
 * appended to X-Forwarded-For.
 */
export const forwardedHeaders = (request: IncomingMessage): Record<string, string | string[]> => {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && !HOP_BY_HOP.has(name)) headers[name] = value
  const address = request.socket.remoteAddress ?? ''
  const before = request.headers['x-forwarded-for']
  headers['x-forwarded-for'] = before === undefined ? address : `${String(before)}, ${address}`
  headers['x-forwarded-host'] ??= request.headers.host ?? ''
  headers['x-forwarded-proto'] ??= 'http'
  headers['traceparent'] ??= newTraceparent()
  return headers
}

const problem = (response: ServerResponse): void => {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const body = JSON.stringify({
    type: 'about:blank',
    title: 'Service unavailable',
    status: 503,
    code: 'GATEWAY_UNAVAILABLE',
    detail: 'Try again in a few seconds.',
  })
  response
    .writeHead(503, {
      'content-type': 'application/problem+json',
      'retry-after': '2',
      'content-length': Buffer.byteLength(body),
    })
    .end(body)
}

/**
 * Streams the request to the pool and its answer back; 503 problem+json when nobody answers. When
 * the answer breaks off, so does this one.
 */
export const forward = async (
  pool: Pool,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  try {
    const bodiless =
      request.headers['content-length'] === undefined &&
      request.headers['transfer-encoding'] === undefined
    const answer = await pool.request({
      path: request.url ?? '/',
      method: (request.method ?? 'GET') as 'GET',
      headers: forwardedHeaders(request),
      body: bodiless ? null : request,
      signal: gone.signal,
    })
    const headers: OutgoingHttpHeaders = {}
    for (const [name, value] of Object.entries(answer.headers))
      if (value !== undefined && !HOP_BY_HOP.has(name)) headers[name] = value
    response.writeHead(answer.statusCode, headers)
    await pipeline(answer.body, response)
  } catch {
    problem(response)
  }
}
