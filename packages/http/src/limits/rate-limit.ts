// Refuses too much, and always states how much is left: RateLimit-* on every answer of a limited
// route, Retry-After on a refusal.
import { errors } from '../errors.ts'
import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'

export type Bucket = {
  readonly capacity: number
  /** The time in which an empty bucket fills. */
  readonly perMs: number
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
}

/**
 * Takes one token of the bucket that `key` names, and puts on the answer how much is left. What
 * nobody can count is refused; `orCountHere` counts where people must get on.
 * @throws RATE_LIMITED (too_many, with Retry-After) · RATE_LIMIT_UNKNOWN (unavailable)
 */
export async function takeOne(
  { name, capacity, perMs, takeToken }: Omit<RateLimit, 'keyOf'>,
  key: string,
  reply: FastifyReply,
): Promise<void> {
  const taken = await takeToken(`${name}:${key}`, { capacity, perMs })
  if (taken === 'unknown') throw errors.RATE_LIMIT_UNKNOWN({ limit: name }, { retryAfterMs: 1_000 })
  const { remaining, retryAfterMs } = taken
  const missing = capacity - Math.max(0, Math.floor(remaining))
  writeRateLimit(reply, {
    ...{ limit: capacity, remaining },
    resetMs: Math.max((missing * perMs) / capacity, retryAfterMs),
  })
  if (!taken.allowed) throw errors.RATE_LIMITED({ limit: name }, { retryAfterMs })
}

/** An onRequest hook for one route or plugin. @throws as takeOne does */
export function rateLimit(limit: RateLimit): onRequestAsyncHookHandler {
  const { keyOf = (request: FastifyRequest) => request.ip } = limit
  return (request, reply) => takeOne(limit, keyOf(request), reply)
}

/**
 * The three headers. Reset: the seconds after which the whole limit is there again, rounded up. Of
 * several limits the one with the least left is shown.
 */
export function writeRateLimit(
  reply: FastifyReply,
  state: { limit: number; remaining: number; resetMs: number },
): void {
  const remaining = Math.max(0, Math.floor(state.remaining))
  const shown = reply.getHeader('RateLimit-Remaining')
  if (shown !== undefined && Number(shown) < remaining) return
  reply.header('RateLimit-Limit', String(state.limit))
  reply.header('RateLimit-Remaining', String(remaining))
  reply.header('RateLimit-Reset', String(Math.ceil(state.resetMs / 1000)))
}
