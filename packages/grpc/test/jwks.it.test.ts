// The public keys of identity over HTTP: fetched once, asked again for a key not seen yet, and good
// while identity is away.
import { systemClock } from '@pk-auto/kernel/clock'
import { fakeJwks } from '@pk-auto/testing/fake-jwks'
import { testCredentials } from '@pk-auto/testing/credentials'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { expect, test } from 'vitest'
import { actorVerifier, jwksOf, publicKeySet, signActorToken } from '../src/actor-token.ts'

const newKey = async (kid: string): Promise<JWK> => {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  return { ...(await exportJWK(privateKey)), kid, alg: 'EdDSA', use: 'sig' }
}
const path = '/.well-known/jwks.json'
const invalid = { kind: 'unauthenticated', code: 'ACTOR_TOKEN_INVALID' }

test('the keys are fetched once, whatever number of callers waits for them', async () => {
  const { jwks, person, tokenFor } = await testCredentials()
  await using identity = await fakeJwks(jwks)
  const verifier = actorVerifier({ keys: jwksOf(identity.url + path), clock: systemClock })
  const people = Array.from({ length: 20 }, () => person())
  const verified = await Promise.all(
    people.map(async (each) => verifier.verify(await tokenFor(each))),
  )
  expect(verified).toEqual(people)
  expect(identity.reads()).toBe(1)
})

test('forged kids and a token without one cause no flood of fetches', async () => {
  const { jwks, person, tokenFor } = await testCredentials()
  await using identity = await fakeJwks(jwks)
  const verifier = actorVerifier({ keys: jwksOf(identity.url + path), clock: systemClock })
  await verifier.verify(await tokenFor(person()))
  for (const kid of ['a', 'b', 'c', 'd']) {
    const forged = await signActorToken(await newKey(kid), person(), systemClock)
    await expect(verifier.verify(forged)).rejects.toMatchObject(invalid)
  }
  const nameless = await signActorToken(
    { ...(await newKey('x')), kid: undefined } as unknown as JWK,
    person(),
    systemClock,
  )
  await expect(verifier.verify(nameless)).rejects.toMatchObject(invalid)
  expect(identity.reads()).toBe(1)
})

test('while identity is away known keys stay good, and an unread one is unavailable', async () => {
  const { jwks, person, tokenFor } = await testCredentials()
  await using identity = await fakeJwks(jwks)
  const keys = jwksOf(identity.url + path)
  const verifier = actorVerifier({ keys, clock: systemClock })
  await verifier.verify(await tokenFor(person()))
  identity.publish(undefined)
  await expect(verifier.verify(await tokenFor(person()))).resolves.toBeTruthy()
  const fresh = actorVerifier({ keys: jwksOf(identity.url + path), clock: systemClock })
  const token = await tokenFor(person())
  await expect(fresh.verify(token)).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'ACTOR_KEYS_UNAVAILABLE',
  })
  identity.publish(jwks)
  await expect(fresh.verify(token)).resolves.toBeTruthy()
})

test('a key published later is found by its name', async () => {
  const [now, next] = [await newKey('now'), await newKey('next')]
  await using identity = await fakeJwks(publicKeySet([now, next]))
  const verifier = actorVerifier({ keys: jwksOf(identity.url + path), clock: systemClock })
  const { person } = await testCredentials()
  const someone = person()
  for (const key of [now, next]) {
    const token = await signActorToken(key, someone, systemClock)
    expect(await verifier.verify(token)).toEqual(someone)
  }
})
