// The key of a keyed request. What the request means is for its owner to judge: only the key is
// passed on.
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import type { FastifyRequest } from 'fastify'
import { IDEMPOTENCY_KEY } from './openapi/headers.ts'

/**
 * 8 to 128 visible ASCII characters.
 * @throws IDEMPOTENCY_KEY_REQUIRED (400) for a missing or malformed key
 */
export function idempotencyOf(request: FastifyRequest): { key: string } {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key))
    throw kernelErrors.IDEMPOTENCY_KEY_REQUIRED()
  return { key }
}
