// The keys that sign actor tokens, and the public set every service verifies them with.
import {
  ACTOR_TOKEN_SECONDS,
  mustBeActorKey,
  publicKeySet,
  signActorToken,
} from '@pk-auto/grpc/actor-token'
import type { Person } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { JSONWebKeySet, JWK } from 'jose'

export type ActorKeys = {
  /** A JSON Web Key Set of the key in use and the next one: public parts only. */
  readonly jwks: JSONWebKeySet
  readonly sign: (person: Person) => Promise<{ token: string; expiresAt: Date }>
}

/** The first key signs. @throws Error for anything but private Ed25519 keys with a `kid` */
export function actorKeys(jwks: readonly JWK[], clock: Clock): ActorKeys {
  const keys = jwks.map(mustBeActorKey)
  const [signing] = keys
  if (!signing) throw new Error('an actor key is required')
  return {
    jwks: publicKeySet(keys),
    async sign(person) {
      const issuedAtS = Math.floor(clock.now().getTime() / 1_000)
      return {
        token: await signActorToken(signing, person, clock),
        expiresAt: new Date((issuedAtS + ACTOR_TOKEN_SECONDS) * 1_000),
      }
    },
  }
}
