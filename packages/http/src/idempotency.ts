// The key of a keyed request. What the request means is for its owner to judge: only the key is
// passed on.
import { DomainError } from '@pk-auto/kernel/domain-error'
import type { FastifyRequest } from 'fastify'

const KEY = /^[\x21-\x7e]{8,128}$/

/**
 * 8 to 128 visible ASCII characters.
 * @throws IDEMPOTENCY_KEY_REQUIRED (400) for a missing or malformed key
 */
export function idempotencyOf(request: FastifyRequest): { key: string } {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !KEY.test(key))
    throw new DomainError('invalid', 'IDEMPOTENCY_KEY_REQUIRED')
  return { key }
}
