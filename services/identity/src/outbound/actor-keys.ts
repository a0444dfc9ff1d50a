// The keys that sign actor tokens, and the public set every service verifies them with.
import {
  ACTOR_TOKEN_SECONDS,
  type ActorKeys,
  mustBeActorKey,
  publicKeySet,
  signActorToken,
} from '@pk-auto/grpc/actor-token'
import type { Person } from '@pk-auto/kernel/actor'
import { systemClock } from '@pk-auto/kernel/clock'
import { createLocalJWKSet, type JSONWebKeySet, type JWK } from 'jose'

export type SigningKeys = {
  /** A JSON Web Key Set of the key in use and the next one: public parts only. */
  readonly jwks: JSONWebKeySet
  /** The same set, for identity's own verifier. */
  readonly publicKeys: ActorKeys
  /** By the machine's clock, as every verifier reads it. */
  readonly sign: (person: Person) => Promise<{ token: string; expiresAt: Date }>
}

/** The first key signs. @throws Error for anything but private Ed25519 keys with a `kid` */
export function actorKeys(privateKeys: readonly JWK[]): SigningKeys {
  const keys = privateKeys.map(mustBeActorKey)
  const [signing] = keys
  if (!signing) throw new Error('an actor key is required')
  const jwks = publicKeySet(keys)
  return {
    jwks,
    publicKeys: createLocalJWKSet(jwks),
    async sign(person) {
      const issuedAtS = Math.floor(systemClock.now().getTime() / 1_000)
      return {
        token: await signActorToken(signing, person, systemClock),
        expiresAt: new Date((issuedAtS + ACTOR_TOKEN_SECONDS) * 1_000),
      }
    },
  }
}
