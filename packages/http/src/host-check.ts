// A request names one host, well written: brands, links and caches hang on it.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { errors } from './errors.ts'

/** A name, an IPv4 address or an IPv6 one in brackets; then perhaps a port. */
const HOST = /^(?:\[[0-9a-f:.]{2,45}\]|[a-z0-9_.-]{1,255})(?::(\d{1,5}))?$/i
const LAST_PORT = 65_535

function isHost(text: string): boolean {
  const parts = HOST.exec(text)
  return parts !== null && Number(parts[1] ?? 0) <= LAST_PORT
}

function timesNamed({ raw }: FastifyRequest): number {
  let count = 0
  for (let i = 0; i < raw.rawHeaders.length; i += 2)
    if (raw.rawHeaders[i]?.toLowerCase() === 'host') count += 1
  return count
}

function namesOneHost(request: FastifyRequest): boolean {
  const named = timesNamed(request)
  // HTTP/1.0 knows no Host: an old balancer's probe comes without.
  if (named === 0 && request.raw.httpVersion === '1.0') return true
  return named === 1 && isHost(request.headers.host ?? '') && isHost(request.host)
}

/** Before any other hook that reads the host. @throws HOST_MALFORMED (400) */
export function checkHosts(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) =>
    done(namesOneHost(request) ? undefined : errors.HOST_MALFORMED()),
  )
}
