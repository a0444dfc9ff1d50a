// How much is too much: every write says what is left, refusals say when to come back, and nobody's
// address is written down.
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { visitor } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'

const { redisUrl } = inject('servers')
const WRITES = { capacity: 5, perMs: 3_600_000 }
let fixture: GatewayFixture
beforeAll(
  async () =>
    void (fixture = await startGatewayFixture({
      redisUrl,
      change: { limits: { otp: { capacity: 3, perMs: 3_600_000 }, writes: WRITES } },
    })),
)
afterAll(() => fixture[Symbol.asyncDispose]())

test('a write says how much is left, and the one too many when to come back; reads go on', async () => {
  const who = visitor(fixture.port)
  const answers = []
  for (let i = 0; i < 6; i += 1) answers.push(await who.call('POST', '/api/v1/auth/logout'))
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204, 429])
  expect(answers.map(({ headers }) => headers.get('ratelimit-remaining'))).toEqual([
    '4',
    '3',
    '2',
    '1',
    '0',
    '0',
  ])
  const refused = answers[5]
  expect(refused?.headers.get('ratelimit-limit')).toBe('5')
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused?.headers.get('ratelimit-reset')).toBe(refused?.headers.get('retry-after'))
  expect(refused?.body).toMatchObject({ code: 'RATE_LIMITED' })
  expect((await who.call('GET', '/api/v1/taxonomy')).status).toBe(200)
})

test('codes have a tighter limit of their own, and another address is another visitor', async () => {
  const ask = (who = visitor(fixture.port)) =>
    who.call('POST', '/api/v1/auth/otp/request', { phone: '03001112233' })
  const who = visitor(fixture.port)
  const answers = []
  for (let i = 0; i < 4; i += 1) answers.push((await ask(who)).status)
  expect(answers).toEqual([202, 202, 202, 429])
  expect((await ask()).status).toBe(202)
})

test('no address of a visitor is in Redis', async () => {
  const address = '198.51.100.213'
  await visitor(fixture.port, { 'x-forwarded-for': address }).call('POST', '/api/v1/auth/logout')
  const { hostname, port } = new URL(redisUrl)
  const redis = connect(Number(port), hostname)
  redis.write(`EXISTS bucket:gateway-pwa:writes:${address}\r\n`)
  const [reply] = (await once(redis, 'data')) as [Buffer]
  redis.destroy()
  expect(reply.toString()).toBe(':0\r\n')
})

test('without Redis nobody is refused by this net: identity keeps the counters that matter', async () => {
  await using alone = await startGatewayFixture({ redisUrl: 'redis://127.0.0.1:1' })
  const answer = await visitor(alone.port).call('POST', '/api/v1/auth/otp/request', {
    phone: '03001112233',
  })
  expect(answer.status).toBe(202)
  expect(answer.headers.get('ratelimit-limit')).toBeNull()
})
