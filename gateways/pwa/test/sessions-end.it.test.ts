// How a session ends, and how it does not: signing out, faults, and forged cookies.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { APP, seller, signIn, visitor, type Tokens } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'

const MINUTE_MS = 60_000
let fixture: GatewayFixture
beforeAll(async () => void (fixture = await startGatewayFixture()))
afterEach(() => void (fixture.identity.failure = undefined))
afterAll(() => fixture[Symbol.asyncDispose]())

const browser = () => visitor(fixture.port)
const app = (device = `device-${crypto.randomUUID()}`) =>
  visitor(fixture.port, { ...APP, 'x-device-id': device })
const me = '/api/v1/me'
const bearer = (tokens: Tokens | undefined) => ({ authorization: `Bearer ${tokens?.accessToken}` })

test('signing out ends the session, takes the cookie and forgets the token', async () => {
  for (const who of [browser(), app()]) {
    const { session } = await signIn(who)
    const headers = session ? bearer(session) : {}
    await who.call('GET', me, undefined, headers)
    const cookie = who.cookies.get('session')
    expect((await who.call('POST', '/api/v1/auth/logout', undefined, headers)).status).toBe(204)
    expect(who.cookies.has('session')).toBe(false)
    if (cookie !== undefined) who.cookies.set('session', cookie)
    expect((await who.call('GET', me, undefined, headers)).status).toBe(401)
  }
})

test('signing out everywhere ends the other devices as well', async () => {
  const phone = '+923007654321'
  const [one, other] = [browser(), app()]
  await signIn(one, phone)
  const { session } = await signIn(other, phone)
  expect((await one.call('POST', '/api/v1/auth/logout-all')).status).toBe(204)
  expect(
    (await other.call('POST', '/api/v1/auth/refresh', { refreshToken: session?.refreshToken }))
      .status,
  ).toBe(401)
})

test('signing out of nothing is no error for a browser; an app learns of it', async () => {
  expect((await browser().call('POST', '/api/v1/auth/logout')).status).toBe(204)
  const who = browser()
  await signIn(who)
  for (const family of fixture.identity.families.values()) family.ended = true
  fixture.clock.advance(MINUTE_MS)
  const answer = await who.call('POST', '/api/v1/auth/logout')
  expect(answer.status).toBe(204)
  expect(answer.setCookies.get('session')).toMatch(/^session=;/)
  expect(
    (
      await app().call('POST', '/api/v1/auth/logout', undefined, {
        authorization: 'Bearer a-token-that-is-long-over',
      })
    ).status,
  ).toBe(401)
})

test('while identity is away nobody is signed out and nobody loses a cookie', async () => {
  const who = browser()
  await signIn(who)
  fixture.clock.advance(11 * MINUTE_MS)
  fixture.identity.failure = new DomainError(
    'unavailable',
    'DATABASE_UNAVAILABLE',
    {},
    { retryAfterMs: 1_000 },
  )
  for (const [method, path] of [
    ['GET', me],
    ['POST', '/api/v1/auth/refresh'],
    ['POST', '/api/v1/auth/logout'],
  ] as const) {
    const answer = await who.call(method, path)
    expect(answer, path).toMatchObject({ status: 503 })
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(who.cookies.has('session')).toBe(true)
  }
  fixture.identity.failure = undefined
  expect((await who.call('GET', me)).status).toBe(200)
})

test('a fault between gateway and identity is internal and ends no session', async () => {
  const who = browser()
  await signIn(who)
  fixture.clock.advance(11 * MINUTE_MS)
  for (const [kind, code] of [
    ['unauthenticated', 'SERVICE_CREDENTIAL_INVALID'],
    ['forbidden', 'CALLER_NOT_ALLOWED'],
  ] as const) {
    fixture.identity.failure = new DomainError(kind, code)
    const answer = await who.call('GET', me)
    expect(answer).toMatchObject({ status: 500, body: { code: 'INTERNAL' } })
    expect(answer.text).not.toMatch(/CREDENTIAL|CALLER/)
    expect(who.cookies.has('session')).toBe(true)
  }
  // What is wrong with the person's own token is still theirs to mend.
  fixture.identity.failure = new DomainError('unauthenticated', 'ACTOR_TOKEN_INVALID')
  expect(await who.call('GET', me)).toMatchObject({
    status: 401,
    body: { code: 'ACTOR_TOKEN_INVALID' },
  })
  fixture.identity.failure = undefined
})

test('a forged cookie is nobody, and a broken token is never ignored for a cookie', async () => {
  const stranger = browser()
  for (const forged of ['x', 'Fe26.2**a**b**c**d', ''])
    expect(
      await stranger.call('GET', me, undefined, { cookie: `session=${forged}` }),
    ).toMatchObject({ status: 401, body: { code: 'SIGN_IN_REQUIRED' } })
  const who = await seller(fixture.port)
  for (const authorization of [
    'Bearer short',
    'Basic dXNlcjpwYXNz',
    'Bearer another-token-nobody-gave-out',
  ])
    expect((await who.call('GET', me, undefined, { authorization })).status).toBe(401)
})

test('a change from a foreign page is refused, and from our own page taken', async () => {
  const who = await seller(fixture.port)
  const logout = (origin: string) => who.call('POST', '/api/v1/auth/logout', undefined, { origin })
  expect(await logout('https://evil.example')).toMatchObject({
    status: 403,
    body: { code: 'ORIGIN_FOREIGN' },
  })
  expect((await logout('null')).status).toBe(403)
  const before = fixture.identity.count.logout
  expect((await logout('https://automart.pk')).status).toBe(204)
  expect(fixture.identity.count.logout).toBe(before + 1)
})
