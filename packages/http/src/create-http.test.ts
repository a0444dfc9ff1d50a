// A small app through the whole edge: what visitors get when they are right, and when they are
// wrong.
import { DomainError, ERROR_KINDS, type ErrorKind } from '@pk-auto/kernel/domain-error'
import { rupees } from '@pk-auto/kernel/money'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { car, carApp, postCar, text } from '../test/car-app.ts'
import { createHttp, type Http } from './create-http.ts'
import { idempotencyOf } from './idempotency.ts'
import { addOpenapiRoute, addOperationsRoutes } from './operations-routes.ts'
import { rateLimit, type Taken } from './limits/rate-limit.ts'

let app: Http
let ready = true
let taken: Taken | 'unknown' = { allowed: true, remaining: 4, retryAfterMs: 0 }
const takeToken = async () => taken

beforeAll(async () => {
  app = await carApp()
  addOperationsRoutes(app, async () => ready)
  addOpenapiRoute(app)
  app.get('/leak', { schema: { response: { 200: z.object({ id: z.string() }) } } }, async () => ({
    id: 'x',
    phone: '+923001234567',
  }))
  app.get('/mismatch', { schema: { response: { 200: text } } }, async () => ({ text: 5 }) as never)
  app.get(
    '/fail/:kind',
    { schema: { params: z.strictObject({ kind: z.enum(ERROR_KINDS) }), response: { 200: text } } },
    async ({ params }) => {
      throw new DomainError(
        params.kind,
        'SOME_CODE',
        { secret: 'hidden' },
        params.kind === 'too_many' ? { retryAfterMs: 1_200 } : {},
      )
    },
  )
  app.get('/otp', { schema: { response: { 200: text } } }, async () => {
    throw new DomainError('too_many', 'OTP_TOO_MANY', { minutes: 3 }, { retryAfterMs: 180_000 })
  })
  app.get('/bug', { schema: { response: { 200: text } } }, async () => {
    throw new Error('password of the database')
  })
  app.post(
    '/keyed',
    {
      schema: {
        body: text,
        response: { 200: z.strictObject({ key: z.string() }) },
      },
    },
    async (request) => idempotencyOf(request),
  )
  app.get(
    '/limited',
    {
      onRequest: rateLimit({
        name: 'x',
        capacity: 5,
        perMs: 1_000,
        takeToken,
      }),
      schema: { response: { 200: text } },
    },
    async () => ({ text: 'ok' }),
  )
  await app.ready()
})
afterAll(() => app.close())

test('money comes in as JSON, is Money inside, and goes out as JSON', async () => {
  const response = await postCar(app, car)
  expect([response.statusCode, response.json()]).toEqual([
    200,
    { price: { minor: Number(rupees(2_850_000).minor), currency: 'PKR' }, year: 2015 },
  ])
})

test.each([
  ['invalid', 422],
  ['unauthenticated', 401],
  ['forbidden', 403],
  ['not_found', 404],
  ['conflict', 409],
  ['precondition', 412],
  ['too_many', 429],
  ['unavailable', 503],
  ['deadline', 504],
  ['internal', 500],
] as [ErrorKind, number][])(
  'an error of kind %s is %i, without its details',
  async (kind, status) => {
    const response = await app.inject(`/fail/${kind}`)
    expect(response.json()).toMatchObject({
      status,
      code: kind === 'internal' ? 'INTERNAL' : 'SOME_CODE',
    })
    expect([response.statusCode, response.headers['retry-after']]).toEqual([
      status,
      kind === 'too_many' ? '2' : undefined,
    ])
    expect(response.body).not.toContain('hidden')
  },
)

test('titles and details follow Accept-Language', async () => {
  const urdu = await app.inject({ url: '/otp', headers: { 'accept-language': 'ur' } })
  expect(urdu.json()).toMatchObject({ title: 'بہت زیادہ کوڈ', detail: '3 منٹ بعد' })
  expect((await app.inject('/otp')).json()).toMatchObject({
    title: 'Too many codes',
    detail: 'Try again in 3 minutes',
  })
})

test('a bug leaks nothing and carries the id it was logged under', async () => {
  const response = await app.inject('/bug')
  expect(response.json()).toEqual({
    type: '/errors/INTERNAL',
    title: 'Something went wrong on our side; try again in a moment',
    status: 500,
    code: 'INTERNAL',
    traceId: response.headers['x-request-id'],
  })
})

test('fields outside the response schema stay inside; a wrong response is a bug', async () => {
  expect((await app.inject('/leak')).json()).toEqual({ id: 'x' })
  expect((await app.inject('/mismatch')).statusCode).toBe(500)
})

describe('a key', () => {
  const keyed = (key: string | undefined, payload: string) =>
    app.inject({
      method: 'POST',
      url: '/keyed',
      headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
      payload,
    })
  test('is required', async () => {
    for (const key of [undefined, 'short', 'with space in it', 'x'.repeat(200)])
      expect((await keyed(key, '{"text":"a"}')).json()).toMatchObject({
        status: 400,
        code: 'IDEMPOTENCY_KEY_REQUIRED',
      })
  })
  test('is passed on as it came', async () => {
    expect((await keyed('key-12345', '{"text":"a"}')).json()).toEqual({ key: 'key-12345' })
  })
})

test('a limited route states what is left, and refuses when nobody can count', async () => {
  expect((await app.inject('/limited')).headers).toMatchObject({
    'ratelimit-limit': '5',
    'ratelimit-remaining': '4',
    'ratelimit-reset': '1',
  })
  taken = { allowed: false, remaining: 0, retryAfterMs: 2_100 }
  const refused = await app.inject('/limited')
  expect(refused.headers).toMatchObject({
    'retry-after': '3',
    'ratelimit-remaining': '0',
    'ratelimit-reset': '3',
  })
  expect(refused.json()).toMatchObject({ status: 429, code: 'RATE_LIMITED' })
  taken = 'unknown'
  expect((await app.inject('/limited')).json()).toMatchObject({
    status: 503,
    code: 'RATE_LIMIT_UNKNOWN',
  })
})

test('a route without a response schema or with a loose request cannot be registered', async () => {
  await using other = await createHttp({
    service: 'x',
    trustedProxies: [],
    bodyLimit: 1_000,
    openapi: { title: 'x', version: '1' },
  })
  expect(() => other.get('/leaky', async () => 'x')).toThrow(
    'GET /leaky declares no response schema',
  )
  const loose = { body: z.object({}), response: { 200: text } }
  expect(() => other.post('/loose', { schema: loose }, async () => ({ text: '' }))).toThrow(
    'body of POST /loose must be a z.strictObject',
  )
})

test('operators find health and metrics, and readiness is true', async () => {
  expect((await app.inject('/livez')).statusCode).toBe(200)
  expect((await app.inject('/metrics')).body).toContain('http_server_duration_ms')
  ready = false
  expect((await app.inject('/readyz')).statusCode).toBe(503)
  ready = true
  expect((await app.inject('/readyz')).statusCode).toBe(200)
})

test('answers carry the headers of a careful server', async () => {
  const { headers } = await app.inject('/leak')
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  })
  expect(headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
})
