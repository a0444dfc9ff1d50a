// The public keys of identity, fetched when needed and kept, so that a forged `kid` can neither
// choose a key nor cause a flood of fetches.
import { createPublicKey, type KeyObject } from 'node:crypto'
import type { Clock } from '@pk-auto/kernel/clock'
import { errors } from './errors.ts'
import type { JSONWebKeySet } from 'jose'
import { outsideCall } from './call.ts'

const FETCH_AGAIN_MS = 10_000

/**
 * @throws ACTOR_TOKEN_INVALID (unauthenticated) for a kid that identity does not publish ·
 * ACTOR_KEYS_UNAVAILABLE (unavailable) when they cannot be fetched
 */
export function publicKeys(
  jwks: () => Promise<JSONWebKeySet>,
  clock: Clock,
): (kid: string | undefined) => Promise<KeyObject> {
  let keys = new Map<string, KeyObject>()
  let fetchedAt = Number.NEGATIVE_INFINITY
  let underWay: Promise<void> | undefined

  const fetchKeys = async () => {
    const published = await jwks().catch((cause: unknown) => {
      throw errors.ACTOR_KEYS_UNAVAILABLE({}, { cause })
    })
    keys = new Map(
      published.keys
        .filter((key) => key.crv === 'Ed25519' && key.kid)
        .map((key) => [String(key.kid), createPublicKey({ key: { ...key }, format: 'jwk' })]),
    )
    fetchedAt = clock.now().getTime()
  }

  return async (kid) => {
    if (kid === undefined) throw errors.ACTOR_TOKEN_INVALID()
    if (!keys.has(kid) && clock.now().getTime() - fetchedAt >= FETCH_AGAIN_MS) {
      // One fetch serves all callers that wait, so it must not die with the first one's deadline.
      underWay ??= outsideCall(fetchKeys).finally(() => (underWay = undefined))
      await underWay
    }
    const key = keys.get(kid)
    if (!key) throw errors.ACTOR_TOKEN_INVALID()
    return key
  }
}
