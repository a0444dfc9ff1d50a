// What pages report reaches the error sink without what somebody typed, and never without bounds;
// so do failures of the gateway itself, and no sink slows anybody down.
import { randomBytes } from 'node:crypto'
import { fakeErrorSink, type FakeErrorSink } from '@pk-auto/testing/fakes/error-sink'
import { errorSinkFrom } from '@pk-auto/telemetry/error-sink/from-environment'
import { flushErrors } from '@pk-auto/telemetry/error-sink/sink'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { visitor } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'

const stack = new AsyncDisposableStack()
const ID = '0190a0b0-c0d0-7e0f-8a1b-2c3d4e5f6071'
let fixture: GatewayFixture
let fake: FakeErrorSink
beforeAll(async () => {
  const { redisUrl } = inject('servers')
  fixture = stack.use(await startGatewayFixture({ redisUrl }))
})
afterAll(() => stack.disposeAsync())
beforeEach(async () => {
  fake = stack.use(await fakeErrorSink())
  stack.use(errorSinkFrom('gateway-pwa', { SENTRY_DSN: fake.dsn, SENTRY_RELEASE: '1.2.3' })!)
})

const report = (more: object) => ({
  ...{ part: 'browser', event: 'window.error', type: 'TypeError', message: 'x is not a function' },
  stack: 'TypeError: x is not a function\n    at send (https://automart.pk/_astro/p.js?a=b:1:22)',
  page: `/ur/cars/${ID}/white-corolla?q=03001112233`,
  ...more,
})
const post = (body: object) => visitor(fixture.port).call('POST', '/api/v1/client-errors', body)

test('an error of a page is sent with its template and its frames', async () => {
  const answer = await post(report({}))
  expect(answer.status).toBe(204)
  await flushErrors()
  expect(fake.events).toHaveLength(1)
  expect(fake.events[0]).toMatchObject({
    ...{ platform: 'javascript', release: '1.2.3', transaction: '/ur/cars/*' },
    tags: { part: 'browser', event: 'window.error', route: '/ur/cars/*' },
    exception: {
      values: [
        {
          ...{ type: 'TypeError', value: 'x is not a function' },
          stacktrace: { frames: [{ function: 'send', filename: '/_astro/p.js', lineno: 1 }] },
        },
      ],
    },
  })
  expect(fake.events[0]?.tags['request_id']).toBe(answer.headers.get('x-request-id'))
})

test('what somebody typed never leaves, wherever a page puts it', async () => {
  const typed = 'call me 03001112233 ali@example.com'
  const marked = { type: typed, message: typed, page: `/${typed}`, stack: `${typed}\n at ${typed}` }
  await post(report(marked))
  await post(report({ ...marked, type: 'Error' }))
  await post(report({ message: `Cannot read properties of undefined (reading '${typed}')` }))
  await flushErrors()
  expect(fake.events).toHaveLength(3)
  expect(fake.bodies.join('')).not.toMatch(/1112233|call me|example\.com/)
})

test('a report is small, has its fields and no other, and comes from our pages', async () => {
  for (const wrong of [
    { stack: 'x'.repeat(8_001) },
    { message: 'x'.repeat(501) },
    { part: 'identity' },
    { cookie: 'x' },
  ])
    expect((await post(report(wrong))).status).toBe(422)
  expect((await post(report({ stack: 'x'.repeat(20_000) }))).status).toBe(413)
  const foreign = await visitor(fixture.port).call('POST', '/api/v1/client-errors', report({}), {
    origin: 'https://evil.example',
  })
  expect(foreign.status).toBe(403)
  await flushErrors()
  expect(fake.bodies).toEqual([])
})

test('one address may report so much, all of them together so much', async () => {
  const limit = (capacity: number) => ({ capacity, perMs: 3_600_000 })
  await using limited = await startGatewayFixture({
    redisUrl: inject('servers').redisUrl,
    change: {
      // Counters are known by a hash under this secret: nobody else's are these.
      cookieSecret: randomBytes(32).toString('hex'),
      limits: {
        ...{ otp: limit(100), writes: limit(100), personWrites: limit(100) },
        ...{ clientErrors: limit(3), allClientErrors: limit(5) },
      },
    },
  })
  const [one, another] = [visitor(limited.port), visitor(limited.port)]
  const statuses = []
  for (const who of [one, one, one, one, another, another, another]) {
    const { status } = await who.call('POST', '/api/v1/client-errors', report({}))
    statuses.push(status)
  }
  expect(statuses).toEqual([204, 204, 204, 429, 204, 204, 429])
})

test('an answer of 500 is reported by its route; a sink that hangs holds nobody up', async () => {
  fake.answer('hangs')
  fixture.search.getSimilarListings = async () => {
    throw new TypeError('cards is not iterable')
  }
  const startedAt = performance.now()
  const answer = await visitor(fixture.port).call('GET', `/api/v1/listings/${ID}/similar`)
  expect(answer.status).toBe(500)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
  const second = await visitor(fixture.port).call('GET', `/api/v1/listings/${ID}/similar`)
  expect(second.status).toBe(500)
  const [body = ''] = fake.bodies
  expect(body).toContain('/pkauto.search.v1.Search/GetSimilarListings')
  expect(body).not.toContain(ID)
})
