// A service proves its name by the shared secret, and nothing else passes for it.
import { manualClock } from '@pk-auto/kernel/clock'
import { SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { serviceCredentials } from './service-credential.ts'

const NOON = new Date('2026-11-20T12:00:00.000Z')
const seconds = NOON.getTime() / 1000
const secret = 'a secret of this test, long enough'
const setUp = (clock = manualClock(NOON)) => ({
  clock,
  catalogue: serviceCredentials({ service: 'catalogue', secret, clock }),
  search: serviceCredentials({ service: 'search', secret, clock }),
})
const refused = { kind: 'unauthenticated', code: 'SERVICE_CREDENTIAL_INVALID' }

test('a credential names the service that signed it', async () => {
  const { catalogue, search } = setUp()
  expect(await catalogue.verify(await search.token())).toBe('search')
})

test('one token serves until two minutes before its end, then a new one is signed', async () => {
  const { clock, search } = setUp()
  const first = await search.token()
  clock.advance(479_000)
  expect(await search.token()).toBe(first)
  clock.advance(2_000)
  expect(await search.token()).not.toBe(first)
})

test('while one secret replaces another both are accepted, and one signs', async () => {
  const clock = manualClock(NOON)
  const next = 'the secret that comes next, long enough'
  const before = serviceCredentials({ service: 'catalogue', secret, also: next, clock })
  const after = serviceCredentials({ service: 'search', secret: next, also: secret, clock })
  const done = serviceCredentials({ service: 'chat', secret: next, clock })
  expect(await before.verify(await after.token())).toBe('search')
  expect(await after.verify(await before.token())).toBe('catalogue')
  expect(await before.verify(await done.token())).toBe('chat')
  await expect(done.verify(await before.token())).rejects.toMatchObject(refused)
})

test('an expired credential is refused even when it was seen before', async () => {
  const { clock, catalogue, search } = setUp()
  const token = await search.token()
  await catalogue.verify(token)
  clock.advance(606_000)
  await expect(catalogue.verify(token)).rejects.toMatchObject(refused)
})

describe('refused:', () => {
  const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const body = { sub: 'search', aud: 'pk-auto-services', iat: seconds, exp: seconds + 600 }
  const signed = (
    payload: Record<string, unknown>,
    header: Record<string, unknown> = {},
    by = secret,
  ) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256', typ: 'service+jwt', ...header })
      .sign(Buffer.from(by))
  const forgeries: Record<string, () => Promise<string> | string | undefined> = {
    'no credential': () => undefined,
    'alg none': () => `${b64({ alg: 'none', typ: 'service+jwt' })}.${b64(body)}.`,
    'another secret': () => signed(body, {}, 'another secret, which is long enough'),
    'another algorithm': () => signed(body, { alg: 'HS512' }),
    'another audience': () => signed({ ...body, aud: 'pk-auto' }),
    'another type': () => signed(body, { typ: 'actor+jwt' }),
    'no name': () => signed({ ...body, sub: undefined }),
    'no end': () => signed({ ...body, exp: undefined }),
    noise: () => 'x.y.z',
  }
  test.each(Object.keys(forgeries))('%s', async (name) => {
    await expect(setUp().catalogue.verify(await forgeries[name]?.())).rejects.toMatchObject(refused)
  })
})

test('a short secret stops the start', () => {
  expect(() =>
    serviceCredentials({ service: 'x', secret: 'short', clock: manualClock(NOON) }),
  ).toThrow('32 bytes')
})
