// Sessions at the gateway: cookies of a browser, tokens of an app, refreshes that meet.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { APP, seller, signIn, visitor, type Tokens } from './browser.ts'
import { CODE } from './fake-identity.ts'
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

test('a browser gets its session in a sealed cookie, and no token in the body', async () => {
  const who = browser()
  const asked = await who.call('POST', '/api/v1/auth/otp/request', { phone: '0300 1112233' })
  expect(asked.status).toBe(202)
  expect(asked.setCookies.get('did')).toMatch(/HttpOnly; SameSite=Lax/)
  const { session } = await signIn(who)
  expect(session).toBeUndefined()
  const again = await who.call('POST', '/api/v1/auth/refresh')
  expect(again.setCookies.get('session')).toMatch(
    /^session=Fe26[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  expect(again.headers.get('cache-control')).toBe('no-store')
})

test('in production both cookies are of this host alone, over TLS only', async () => {
  await using strict = await startGatewayFixture({ change: { profile: 'production' } })
  const who = visitor(strict.port)
  const asked = await who.call('POST', '/api/v1/auth/otp/request', { phone: '0300 1112233' })
  const ofThisHost = (name: string) =>
    new RegExp(`^__Host-${name}=[^;]+; Max-Age=\\d+; Path=/; HttpOnly; Secure; SameSite=Lax$`)
  expect(asked.setCookies.get('__Host-did')).toMatch(ofThisHost('did'))
  await signIn(who)
  const refreshed = await who.call('POST', '/api/v1/auth/refresh')
  expect(refreshed.setCookies.get('__Host-session')).toMatch(ofThisHost('session'))
  expect((await who.call('GET', me)).status).toBe(200)
  // What a sibling host could have planted under the bare name is nobody's session.
  const planted = `session=${who.cookies.get('__Host-session')}`
  expect((await who.call('GET', me, undefined, { cookie: planted })).status).toBe(401)
  const left = await who.call('POST', '/api/v1/auth/logout')
  expect(left.setCookies.get('__Host-session')).toMatch(/^__Host-session=; .*Path=\/.*Secure/)
  expect((await who.call('GET', '/dev/messages?to=%2B923001112233')).status).toBe(404)
})

test('identity gets the visitor’s device, language and address before the proxy', async () => {
  const who = browser()
  await who.call(
    'POST',
    '/api/v1/auth/otp/request',
    { phone: '03001112233', channel: 'whatsapp' },
    { 'x-forwarded-for': '1.2.3.4, 198.51.100.7', 'accept-language': 'ur-PK' },
  )
  expect(fixture.identity.otpRequests.at(-1)).toMatchObject({
    clientAddress: '198.51.100.7',
    lang: 'ur',
    channel: 'whatsapp',
    deviceId: who.cookies.get('did'),
  })
})

test('the device cookie lives on as long as the browser comes back', async () => {
  const who = browser()
  await signIn(who)
  const did = who.cookies.get('did')
  const { setCookies } = await who.call('POST', '/api/v1/auth/refresh')
  expect(setCookies.get('did')).toMatch(new RegExp(`^did=${did}; Max-Age=31536000;`))
})

test('many requests with an old cookie make one refresh and are all answered', async () => {
  const who = await seller(fixture.port)
  fixture.clock.advance(11 * MINUTE_MS)
  const before = fixture.identity.count.refreshSession
  const answers = await Promise.all(Array.from({ length: 20 }, () => who.call('GET', me)))
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
  expect(fixture.identity.count.refreshSession).toBe(before + 1)
})

test('a request that comes late with the old cookie is not signed out', async () => {
  const who = await seller(fixture.port)
  const old = who.cookies.get('session') ?? ''
  fixture.clock.advance(11 * MINUTE_MS)
  expect((await who.call('GET', me)).status).toBe(200)
  who.cookies.set('session', old)
  expect((await who.call('GET', me)).status).toBe(200)
})

test('a refresh token from another device reaches identity, which ends the family', async () => {
  const owner = app()
  const { session } = await signIn(owner)
  const refreshToken = session?.refreshToken
  expect((await owner.call('POST', '/api/v1/auth/refresh', { refreshToken })).status).toBe(200)
  const stolen = await app().call('POST', '/api/v1/auth/refresh', { refreshToken })
  expect(stolen).toMatchObject({ status: 401, body: { code: 'SESSION_ENDED' } })
  expect(
    new Set(
      fixture.identity.refreshes
        .filter((one) => one.refreshToken === refreshToken)
        .map((one) => one.deviceId),
    ).size,
  ).toBe(2)
})

test('an app gets its tokens in the body, uses them, and refreshes with them', async () => {
  const who = app()
  const { session } = await signIn(who)
  expect(who.cookies.size).toBe(0)
  expect((await who.call('GET', me, undefined, bearer(session))).status).toBe(200)
  fixture.clock.advance(11 * MINUTE_MS)
  expect(await who.call('GET', me, undefined, bearer(session))).toMatchObject({
    status: 401,
    body: { code: 'SESSION_ENDED' },
  })
  const refreshed = await who.call<{ session: Tokens }>('POST', '/api/v1/auth/refresh', {
    refreshToken: session?.refreshToken,
  })
  expect(refreshed.headers.get('cache-control')).toBe('no-store')
  expect((await who.call('GET', me, undefined, bearer(refreshed.body.session))).status).toBe(200)
})

test('an app that names no device is refused before a session is bound to it', async () => {
  const nameless = visitor(fixture.port, APP)
  for (const [path, sent] of [
    ['/api/v1/auth/otp/request', { phone: '03001112233' }],
    ['/api/v1/auth/refresh', { refreshToken: 'refresh-token-of-somebody' }],
  ] as const)
    expect(await nameless.call('POST', path, sent)).toMatchObject({
      status: 422,
      body: { code: 'DEVICE_REQUIRED' },
    })
})

test('who accepts the terms may act at once, with cookie, new cookie and token', async () => {
  fixture.catalogue.listOwnListings = async (_request, call) => {
    if (call.actor.kind !== 'person' || call.actor.termsDue)
      throw new DomainError('forbidden', 'TERMS_DUE')
    return { listings: [], next: '' }
  }
  const accept = { version: '2026-01' }
  const mine = '/api/v1/me/listings'
  const [first, second, third] = [browser(), browser(), app()]
  await signIn(first)
  expect((await first.call('GET', mine)).body).toMatchObject({ code: 'TERMS_DUE' })
  await first.call('POST', '/api/v1/auth/terms', accept)
  expect((await first.call('GET', mine)).status).toBe(200)

  await signIn(second)
  fixture.clock.advance(11 * MINUTE_MS)
  await second.call('POST', '/api/v1/auth/terms', accept)
  expect((await second.call('GET', mine)).status).toBe(200)

  const { session } = await signIn(third)
  expect((await third.call('GET', mine, undefined, bearer(session))).status).toBe(403)
  await third.call('POST', '/api/v1/auth/terms', accept, bearer(session))
  expect((await third.call('GET', mine, undefined, bearer(session))).status).toBe(200)
})

test('terms accepted by way of another gateway count here at once', async () => {
  const who = app()
  const { session } = await signIn(who)
  await who.call('GET', me, undefined, bearer(session))
  const before = fixture.identity.count.issueActorToken
  await who.call('GET', me, undefined, bearer(session))
  expect(fixture.identity.count.issueActorToken).toBe(before + 1)
})

test('an actor token is asked for once while it lives, and anew before its end', async () => {
  const who = await seller(fixture.port)
  await who.call('GET', me)
  const before = fixture.identity.count.issueActorToken
  await Promise.all([who.call('GET', me), who.call('GET', me), who.call('GET', me)])
  expect(fixture.identity.count.issueActorToken).toBe(before)
  fixture.clock.advance(50_000)
  await who.call('GET', me)
  expect(fixture.identity.count.issueActorToken).toBe(before + 1)
})

test('a profile is changed at the version that was read', async () => {
  const who = await seller(fixture.port)
  const read = await who.call<{ version: number }>('GET', me)
  const change = (headers: Record<string, string>, sent: unknown = { displayName: 'Ayesha' }) =>
    who.call('PATCH', me, sent, headers)
  expect(read.headers.get('etag')).toBe(`"${read.body.version}"`)
  expect(await change({})).toMatchObject({ status: 428, body: { code: 'IF_MATCH_REQUIRED' } })
  expect(await change({ 'if-match': '"1"' })).toMatchObject({
    status: 412,
    body: { code: 'VERSION_MISMATCH' },
  })
  expect(await change({ 'if-match': `"${read.body.version}"` }, { role: 'admin' })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'role', code: 'UNKNOWN_FIELD' }] },
  })
  expect((await change({ 'if-match': `"${read.body.version}"` })).headers.get('etag')).toBe(
    `"${read.body.version + 1}"`,
  )
})

test.each([
  ['Urdu', 0x06f0],
  ['Arabic-Indic', 0x0660],
  ['full-width', 0xff10],
])(
  'a code typed in %s digits, or pasted with its message, is the same code',
  async (_name, zero) => {
    const who = visitor(fixture.port)
    const asked = await who.call<{ challengeId: string }>('POST', '/api/v1/auth/otp/request', {
      phone: '03001112233',
    })
    const code = CODE.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))
    expect(
      (
        await who.call('POST', '/api/v1/auth/otp/verify', {
          challengeId: asked.body.challengeId,
          code: `<#> Automart \u202a${code}\u202c`,
        })
      ).status,
    ).toBe(200)
  },
)

test.each(['12345', '1234567', 'abcdef', '12 345 6 78', ''])(
  '«%s» is no code, and the refusal is in the reader’s language',
  async (code) => {
    const answer = async (lang: string) =>
      (
        await visitor(fixture.port).call(
          'POST',
          '/api/v1/auth/otp/verify',
          { challengeId: newId(), code },
          { 'accept-language': lang },
        )
      ).body
    const problem = {
      code: 'INVALID_FIELDS',
      errors: [{ path: 'code', code: 'OTP_DIGITS', message: 'A code has six digits' }],
    }
    expect(await answer('en')).toMatchObject(problem)
    expect(await answer('ur')).toMatchObject({
      errors: [{ path: 'code', message: 'کوڈ چھ ہندسوں کا ہوتا ہے' }],
    })
  },
)

test('the problem names the device header that is missing or malformed', async () => {
  const ask = (headers: Record<string, string>) =>
    visitor(fixture.port, { ...APP, ...headers }).call('POST', '/api/v1/auth/otp/request', {
      phone: '03001112233',
    })
  const message =
    'An app names its device in the header X-Device-Id: 16 to 64 letters, digits, - or _'
  expect(await ask({})).toMatchObject({
    status: 422,
    body: { code: 'DEVICE_REQUIRED', errors: [{ path: 'X-Device-Id', code: 'REQUIRED', message }] },
  })
  expect(await ask({ 'x-device-id': 'short' })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'X-Device-Id', code: 'INVALID_FORMAT' }] },
  })
  expect(await ask({ 'x-client': 'browser', 'x-device-id': 'short' })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'X-Device-Id', code: 'INVALID_FORMAT' }] },
  })
  expect(await ask({ 'accept-language': 'ur' })).toMatchObject({
    body: { errors: [{ message: 'یہ خانہ ضروری ہے' }] },
  })
})
