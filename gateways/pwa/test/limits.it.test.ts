// How much is too much: every write states what is left, refusals state when to come back, and
// nobody's address is written down.
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { seller, visitor, type Visitor } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'

const { redisUrl } = inject('servers')
const reset = (headers: Headers | undefined) => Number(headers?.get('ratelimit-reset'))
const WRITES = { capacity: 5, perMs: 3_600_000 }
const change = {
  limits: {
    otp: { capacity: 3, perMs: 3_600_000 },
    writes: WRITES,
    personWrites: WRITES,
    clientErrors: { capacity: 3, perMs: 3_600_000 },
    allClientErrors: { capacity: 5, perMs: 3_600_000 },
  },
}
let fixture: GatewayFixture
beforeAll(async () => void (fixture = await startGatewayFixture({ redisUrl, change })))
afterAll(() => fixture[Symbol.asyncDispose]())

test('a write states how much is left, a refused one when to come back', async () => {
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
  // One of five comes back each 720 s: the seconds until all of them are there again.
  expect(answers.slice(0, 5).map(({ headers }) => reset(headers))).toEqual(
    [1, 2, 3, 4, 5].map((taken) => taken * 720),
  )
  expect(reset(refused?.headers)).toBeGreaterThan(3_590)
  expect(reset(refused?.headers)).toBeLessThanOrEqual(3_600)
  expect(refused?.body).toMatchObject({ code: 'RATE_LIMITED' })
  expect((await who.call('GET', '/api/v1/taxonomy')).status).toBe(200)
})

test('codes have a tighter limit; another address is another visitor', async () => {
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

test('without Redis a gateway counts by itself: people get on, and the limit holds', async () => {
  await using alone = await startGatewayFixture({ redisUrl: 'redis://127.0.0.1:1', change })
  const ask = (who: Visitor) =>
    who.call('POST', '/api/v1/auth/otp/request', { phone: '03001112233' })
  const who = visitor(alone.port)
  const answers = []
  for (let i = 0; i < 4; i += 1) answers.push((await ask(who)).status)
  expect(answers).toEqual([202, 202, 202, 429])
  expect((await ask(visitor(alone.port))).status).toBe(202)
})

test('a person’s quota of writes follows them to any address; reads go on', async () => {
  await using roomy = await startGatewayFixture({
    redisUrl,
    change: {
      limits: {
        otp: { capacity: 100, perMs: 60_000 },
        writes: { capacity: 100, perMs: 60_000 },
        personWrites: { capacity: 4, perMs: 3_600_000 },
        clientErrors: { capacity: 3, perMs: 3_600_000 },
        allClientErrors: { capacity: 5, perMs: 3_600_000 },
      },
    },
  })
  const edit = (who: Visitor) =>
    who.call(
      'PATCH',
      '/api/v1/me',
      { displayName: 'Ayesha' },
      {
        'if-match': '"1"',
        'x-forwarded-for': `198.51.100.${randomInt(256)}`,
      },
    )
  const who = await seller(roomy.port)
  const answers = []
  // The terms that were accepted are the first of the four.
  for (let i = 0; i < 4; i += 1) answers.push(await edit(who))
  expect(answers.map(({ status }) => status)).toEqual([412, 412, 412, 429])
  expect(answers[3]?.body).toMatchObject({ code: 'RATE_LIMITED' })
  expect(answers.map(({ headers }) => headers.get('ratelimit-remaining'))).toEqual([
    '2',
    '1',
    '0',
    '0',
  ])
  expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await who.call('GET', '/api/v1/me')).status).toBe(200)
  expect((await edit(await seller(roomy.port))).status).toBe(412)
  expect((await who.call('POST', '/api/v1/auth/logout')).status).toBe(204)
})
