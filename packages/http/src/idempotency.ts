// The key of a keyed request and the hash that tells a repeat from another request with the same
// key.
import { createHash } from 'node:crypto'
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { IDEMPOTENCY_KEY } from './openapi/headers.ts'

const rawBodies = Symbol('raw body')
type WithRawBody = { [rawBodies]?: Buffer }

/**
 * 8 to 128 visible ASCII characters; the hash covers method, address and the body's bytes as they
 * came.
 * @throws IDEMPOTENCY_KEY_REQUIRED (400) for a missing or malformed key
 */
export function idempotencyOf(request: FastifyRequest): { key: string; sha256: string } {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key))
    throw kernelErrors.IDEMPOTENCY_KEY_REQUIRED()
  const hash = createHash('sha256').update(`${request.method} ${request.url}\n`)
  const body = (request as WithRawBody)[rawBodies]
  if (body) hash.update(body)
  return { key, sha256: hash.digest('hex') }
}

/**
 * Parses JSON as Fastify does (prototype poisoning refused) and keeps the bytes for the hash. An
 * empty body is no body; any other type is 415.
 */
export function captureRawBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer
    ;(request as WithRawBody)[rawBodies] = bytes
    if (bytes.length === 0) done(null, undefined)
    else void parse(request, bytes.toString('utf8'), done)
  })
}
