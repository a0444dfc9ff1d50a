// Keys and tokens of a test: an identity issuer of its own, and any person it likes.
import { systemClock, type Clock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import type { Person } from '@pk-auto/kernel/actor'
import { actorVerifier, signActorToken, type ActorVerifier } from '@pk-auto/grpc/actor-token'
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWK } from 'jose'

export type TestCredentials = {
  /** Shared by the services of one test. */
  serviceSecret: string
  actorKey: JWK
  jwks: { keys: JWK[] }
  verifier: ActorVerifier
  readonly person: (more?: Partial<Person>) => Person
  readonly tokenFor: (person: Person) => Promise<string>
}

export async function testCredentials(clock: Clock = systemClock): Promise<TestCredentials> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', {
    crv: 'Ed25519',
    extractable: true,
  })
  const names = { kid: 'test', alg: 'EdDSA', use: 'sig' }
  const actorKey = { ...(await exportJWK(privateKey)), ...names }
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), ...names }] }
  return {
    serviceSecret: 'a secret of this test and of nothing else',
    actorKey,
    jwks,
    verifier: actorVerifier({ keys: createLocalJWKSet(jwks), clock }),
    person: (more = {}) => ({
      kind: 'person',
      personId: newId(),
      sessionId: newId(),
      roles: [],
      assurance: 'otp',
      market: 'pk',
      termsDue: false,
      ...more,
    }),
    tokenFor: (person) => signActorToken(actorKey, person, clock),
  }
}
