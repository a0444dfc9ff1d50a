// Whatever is wrong with an actor token, it is refused the same way; a good one is verified once.
import { createHmac, randomBytes } from 'node:crypto'
import type { Person } from '@pk-auto/kernel/actor'
import { manualClock } from '@pk-auto/kernel/clock'
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { actorVerifier, mustBeActorKey, publicKeySet, signActorToken } from './actor-token.ts'

const NOON = new Date('2026-11-20T12:00:00.000Z')
const seconds = NOON.getTime() / 1000
const person: Person = {
  kind: 'person',
  personId: 'p1',
  sessionId: 's1',
  roles: ['support'],
  orgId: 'o1',
  assurance: 'otp',
  market: 'pk',
  termsDue: true,
}
let key: JWK
let stranger: JWK

const newKey = async (kid: string): Promise<JWK> => ({
  ...(await exportJWK(
    (await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })).privateKey,
  )),
  kid,
})

beforeAll(async () => {
  key = await newKey('now')
  stranger = await newKey('now')
})

const setUp = () => {
  const clock = manualClock(NOON)
  const keys = createLocalJWKSet(publicKeySet([key]))
  return { clock, verifier: actorVerifier({ keys, clock }) }
}
const claims = { sid: 's1', roles: [], aal: 'otp', market: 'pk', due: false }
const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const body = {
  ...claims,
  sub: 'p1',
  iss: 'pk-auto-identity',
  aud: 'pk-auto',
  iat: seconds,
  exp: seconds + 60,
}
const signed = (
  payload: Record<string, unknown>,
  header: Record<string, unknown> = {},
  by: JWK = key,
) =>
  new SignJWT(payload)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'actor+jwt', kid: 'now', ...header })
    .sign(by)

test('what identity signs comes out whole, however often it is verified', async () => {
  const { clock, verifier } = setUp()
  const token = await signActorToken(key, person, clock)
  expect(await verifier.verify(token)).toEqual(person)
  expect(await verifier.verify(token)).toEqual(person)
})

test('a token ends after 60 s and the tolerance for clocks, verified before or not', async () => {
  const { clock, verifier } = setUp()
  const token = await signActorToken(key, person, clock)
  await verifier.verify(token)
  clock.advance(66_000)
  await expect(verifier.verify(token)).rejects.toMatchObject({
    kind: 'unauthenticated',
    code: 'ACTOR_TOKEN_INVALID',
  })
})

describe('a forged or foreign token is refused:', () => {
  const hsKey = () => Buffer.from(JSON.stringify(publicKeySet([key]).keys[0]))
  const forgeries: Record<string, () => Promise<string> | string> = {
    'alg none': () => `${b64({ alg: 'none', typ: 'actor+jwt', kid: 'now' })}.${b64(body)}.`,
    'alg None in other letters': () =>
      `${b64({ alg: 'nOnE', typ: 'actor+jwt', kid: 'now' })}.${b64(body)}.`,
    'signature cut off': async () => (await signed(body)).replace(/[^.]+$/, ''),
    'HS256 with the public key as its secret': () => {
      const head = `${b64({ alg: 'HS256', typ: 'actor+jwt', kid: 'now' })}.${b64(body)}`
      return `${head}.${createHmac('sha256', hsKey()).update(head).digest('base64url')}`
    },
    'signed by another key of the same kid': () => signed(body, {}, stranger),
    'kid that is a path': () => signed(body, { kid: '../../../dev/null' }),
    'kid that is a statement': () => signed(body, { kid: "now' or 1=1 --" }),
    'kid that is a property of every object': () => signed(body, { kid: '__proto__' }),
    'no kid': () => signed(body, { kid: undefined }),
    'a key carried in its own header': async () =>
      signed(body, { kid: 'mine', jwk: publicKeySet([stranger]).keys[0] }, stranger),
    'a key address in its header': () =>
      signed(body, { kid: 'mine', jku: 'http://127.0.0.1:1/keys' }, stranger),
    expired: () => signed({ ...body, iat: seconds - 120, exp: seconds - 60 }),
    'issued for an hour': () => signed({ ...body, iat: seconds - 70, exp: seconds + 3_530 }),
    'without an end': () => signed({ ...body, exp: undefined }),
    'not valid yet': () => signed({ ...body, nbf: seconds + 30 }),
    'for another audience': () => signed({ ...body, aud: 'pk-auto-admin' }),
    'by another issuer': () => signed({ ...body, iss: 'someone' }),
    'of another type': () => signed(body, { typ: 'JWT' }),
    'a service credential': () => signed(body, { typ: 'service+jwt' }),
    'without a person': () => signed({ ...body, sub: undefined }),
    'with roles that are no list': () => signed({ ...body, roles: 'operator' }),
    'changed after signing': async () => {
      const [head, , tail] = (await signed(body)).split('.')
      return [head, b64({ ...body, sub: 'p2' }), tail].join('.')
    },
    'no token at all': () => 'Basic dXNlcjpwYXNz',
    'an empty text': () => '',
    noise: () => randomBytes(64).toString('base64url'),
  }
  test.each(Object.keys(forgeries))('%s', async (name) => {
    const token = await forgeries[name]?.()
    await expect(setUp().verifier.verify(String(token))).rejects.toMatchObject({
      kind: 'unauthenticated',
      code: 'ACTOR_TOKEN_INVALID',
    })
  })
})

test('the published set has no private part, and a bad key stops the start', () => {
  expect(JSON.stringify(publicKeySet([key]))).not.toContain(String(key.d))
  expect(() => mustBeActorKey({ kty: 'RSA', kid: 'x' })).toThrow('Ed25519')
  expect(() => mustBeActorKey(publicKeySet([key]).keys[0] ?? {})).toThrow('private')
})
