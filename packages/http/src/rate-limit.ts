// Says no to too much, and always how much is left: RateLimit-* on every answer of a limited route,
// Retry-After on a refusal.
import { errors } from './errors.ts'
import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'

export type Bucket = {
  readonly capacity: number
  /** The time in which an empty bucket fills. */ readonly perMs: number
}
export type Taken = { allowed: boolean; remaining: number; retryAfterMs: number }
/** Structurally the Redis package's token bucket; 'unknown' when Redis cannot be asked. */
export type TakeToken = (key: string, bucket: Bucket) => Promise<Taken | 'unknown'>

export type RateLimit = Bucket & {
  /** Part of the bucket's key: one per limit, not per route. */
  readonly name: string
  readonly takeToken: TakeToken
  /** Whom the limit counts; default: the client address (the last untrusted hop). */
  readonly keyOf?: (request: FastifyRequest) => string
  /**
   * What happens when nobody can count. Authentication and anything that costs money must refuse.
   */
  readonly whenUnknown: 'refuse' | 'allow'
}

/**
 * An onRequest hook for one route or plugin.
 * @throws RATE_LIMITED (too_many, with Retry-After) · RATE_LIMIT_UNKNOWN (unavailable) when nobody
 * can count and `whenUnknown` is `refuse`
 */
export function rateLimit(limit: RateLimit): onRequestAsyncHookHandler {
  const { name, capacity, perMs, takeToken, keyOf = (request) => request.ip, whenUnknown } = limit
  return async (request, reply) => {
    const taken = await takeToken(`${name}:${keyOf(request)}`, { capacity, perMs })
    if (taken === 'unknown') {
      if (whenUnknown === 'refuse')
        throw errors.RATE_LIMIT_UNKNOWN({ limit: name }, { retryAfterMs: 1_000 })
      return
    }
    writeRateLimit(reply, {
      limit: capacity,
      remaining: taken.remaining,
      resetMs: taken.retryAfterMs,
    })
    if (!taken.allowed)
      throw errors.RATE_LIMITED({ limit: name }, { retryAfterMs: taken.retryAfterMs })
  }
}

/**
 * The three headers; seconds are rounded up, so that a client that waits them out is never refused
 * again for the same reason.
 */
export function writeRateLimit(
  reply: FastifyReply,
  state: { limit: number; remaining: number; resetMs: number },
): void {
  reply.header('RateLimit-Limit', String(state.limit))
  reply.header('RateLimit-Remaining', String(Math.max(0, Math.floor(state.remaining))))
  reply.header('RateLimit-Reset', String(Math.ceil(state.resetMs / 1000)))
}
