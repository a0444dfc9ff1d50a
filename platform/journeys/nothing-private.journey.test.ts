// What people type, are sent and sign in with stands in no log line, span, metric or error report
// of any part: real requests with known texts, good, refused and failing ones, through everything.
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { armFailpoints } from '@pk-auto/lifecycle/failpoint'
import { errorSinkFrom } from '@pk-auto/telemetry/error-sink/from-environment'
import { flushErrors } from '@pk-auto/telemetry/error-sink/sink'
import { recordLogs } from '@pk-auto/telemetry/log-output'
import { recordSpans } from '@pk-auto/telemetry/memory-exporter'
import { metricsText } from '@pk-auto/telemetry/metrics'
import { fakeErrorSink, type FakeErrorSink } from '@pk-auto/testing/fakes/error-sink'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { dropDatabases } from '../processes/databases.ts'
import { ownPorts } from '../processes/own-ports.ts'
import { PROCESS_NAMES } from '../parts.ts'
import { type Platform, startPlatform } from '../platform.ts'
import { signIn, type Visitor } from '../visitor.ts'

const digits = (count: number): string =>
  Array.from({ length: count }, () => randomInt(1, 10)).join('')
const PHONE = `300${digits(7)}`
/** Known before anything is asked; codes, tokens and cookies join them as they come. */
const MARKERS: Record<string, string> = {
  'a number': PHONE,
  'an address': `mark${digits(6)}@example.org`,
  'a text': `kachnar${randomBytes(6).toString('hex')}`,
  'a frame number': `NZE141-${digits(7)}`,
  'an idempotency key': `key-${randomUUID()}`,
}
const COROLLA = {
  ...{ make: 'toyota', model: 'corolla', generation: 'corolla-11th', year: 2016, km: 92_000 },
  price: { minor: 385_000_000, currency: 'PKR' },
  ...{ fuel: 'petrol', transmission: 'manual', assembly: 'local', body: 'sedan', engineCc: 1_300 },
  ...{ colour: 'white', city: 'multan', registrationCity: 'lahore', condition: 'used' },
}

const stack = new AsyncDisposableStack()
const logs = stack.use(recordLogs())
const spans = stack.use(recordSpans())
let fake: FakeErrorSink
let platform: Platform
let seller: Visitor
const statuses: number[] = []

const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
  const answer = await fetch(`${platform.gatewayUrl}${path}`, init)
  statuses.push(answer.status)
  return answer
}
const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  ...{ method: 'POST', body: JSON.stringify(body) },
  headers: { 'content-type': 'application/json', ...headers },
})

/** A browser signs in: its code and its cookies become markers. */
async function signInByBrowser(): Promise<void> {
  const phone = `0${PHONE}`
  const asked = await ask('/api/v1/auth/otp/request', json({ phone, purpose: 'sign-in' }))
  const { challengeId } = (await asked.json()) as { challengeId: string }
  const sandbox = await ask(`/dev/messages?to=${encodeURIComponent(`+92${PHONE}`)}`)
  const { items } = (await sandbox.json()) as { items: { code?: string }[] }
  MARKERS['a code'] = items[0]?.code ?? ''
  await ask('/api/v1/auth/otp/verify', json({ challengeId, code: '000000' }))
  const verified = await ask(
    '/api/v1/auth/otp/verify',
    json({ challengeId, code: MARKERS['a code'] }, { cookie: cookiesOf(asked) }),
  )
  for (const cookie of [...asked.headers.getSetCookie(), ...verified.headers.getSetCookie()]) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    if (value.length > 8) MARKERS[`the cookie ${name}`] = value
  }
}
const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')

/** Each operation of the document with marked texts in every place a request has. */
async function askEverything(): Promise<void> {
  const document = platform.part('gateway-pwa').openapi() as {
    paths: Record<string, Record<string, unknown>>
  }
  const all = Object.values(MARKERS).join(' ')
  const body = { text: all, phone: PHONE, token: all, code: all, [all]: all, price: all }
  for (const [path, methods] of Object.entries(document.paths))
    for (const method of Object.keys(methods)) {
      if (/logout|devices/.test(path)) continue
      const marked = path.replaceAll(/\{\w+\}/g, encodeURIComponent(PHONE))
      const answer = await seller.call(
        method.toUpperCase(),
        `${marked}?q=${encodeURIComponent(all)}&token=${PHONE}`,
        method === 'get' ? undefined : body,
        { 'idempotency-key': MARKERS['an idempotency key'] ?? '', 'x-market': PHONE },
      )
      statuses.push(answer.status)
    }
}

async function sellAndTalk(): Promise<void> {
  const text = MARKERS['a text']
  const key = { 'idempotency-key': MARKERS['an idempotency key'] ?? '' }
  const made = await seller.call<{ id: string }>(
    'POST',
    '/api/v1/listings',
    { ...COROLLA, description: `Call ${text}`, frameNumber: MARKERS['a frame number'] },
    key,
  )
  await seller.call('PUT', '/api/v1/me/email', { email: MARKERS['an address'] })
  await seller.call('GET', `/api/v1/listings?q=${text}%20${PHONE}`)
  await seller.call('POST', '/api/v1/client-errors', {
    ...{ part: 'browser', event: 'window.error', type: 'TypeError' },
    ...{ message: `${text} is no ${PHONE}`, stack: `x\n at ${PHONE} (${text}:1:1)` },
    page: `/shortlists/${text}?phone=${PHONE}`,
  })
  statuses.push(made.status)
}

beforeAll(async () => {
  const servers = inject('servers')
  const namespace = `t${randomBytes(5).toString('hex')}`
  stack.defer(() => dropDatabases({ servers, namespace }))
  fake = stack.use(await fakeErrorSink())
  stack.use(errorSinkFrom('platform', { SENTRY_DSN: fake.dsn })!)
  platform = stack.use(
    await startPlatform({
      ...{ servers, ports: await ownPorts(), profile: 'test' as const, namespace },
      parts: PROCESS_NAMES,
    }),
  )
  await signInByBrowser()
  seller = await signIn(platform.gatewayUrl, `+92345${digits(7)}`)
  MARKERS['an access token'] = seller.accessToken
  await sellAndTalk()
  await askEverything()
  // Our own fault, in the middle of sending a code.
  using _broken = armFailpoints('otp.after_commit:error')
  await ask('/api/v1/auth/otp/request', json({ phone: `0301${digits(7)}`, purpose: 'sign-in' }))
  await platform.settled()
  await flushErrors()
}, 280_000)
afterAll(() => stack.disposeAsync())

/** A marker as it is, and in the forms in which it could pass unseen. */
const formsOf = (marker: string): string[] => [
  marker,
  encodeURIComponent(marker),
  Buffer.from(marker).toString('base64').replace(/=+$/, ''),
  Buffer.from(marker).toString('hex'),
]
const found = (text: string): string[] =>
  Object.entries(MARKERS)
    .filter(([, marker]) => marker !== '')
    .filter(([name, marker]) =>
      // Six digits may be part of any number: a code counts where it stands alone.
      name === 'a code'
        ? new RegExp(`(?<![\\d.a-f-])${marker}(?![\\d.a-f-])`).test(text)
        : formsOf(marker).some((form) => text.includes(form)),
    )
    .map(([name]) => name)
/** Which of the texts hold what; the texts themselves are not repeated in full. */
const leaks = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => found(text).map((name) => `${name} in ${text.slice(0, 300)}`))

test('requests of all kinds were made, and all markers are known', () => {
  expect(new Set(statuses.map((status) => Math.floor(status / 100)))).toEqual(new Set([2, 4, 5]))
  expect(statuses.length).toBeGreaterThan(80)
  const names = Object.keys(MARKERS)
  for (const name of ['a code', 'an access token', 'the cookie session', 'the cookie did'])
    expect(names).toContain(name)
  expect(Object.values(MARKERS).filter((marker) => marker === '')).toEqual([])
})

test('no log line holds any of them', () => {
  expect(logs.lines.length).toBeGreaterThan(10)
  expect(logs.lines.some((line) => line.includes('"rpc.failed"'))).toBe(true)
  expect(leaks(logs.lines)).toEqual([])
})

test('no span holds any of them, statements to the database included', () => {
  const texts = spans.spans().map((span) => JSON.stringify(span))
  expect(texts.some((text) => text.includes('db.query.text'))).toBe(true)
  expect(texts.length).toBeGreaterThan(200)
  expect(leaks(texts)).toEqual([])
})

test('no metric holds any of them', async () => {
  const lines = (await metricsText()).split('\n')
  expect(lines.length).toBeGreaterThan(200)
  expect(leaks(lines)).toEqual([])
})

test('no error report holds any of them', () => {
  const events = fake.events.map(({ logger }) => logger)
  expect(events).toEqual(expect.arrayContaining(['rpc.failed', 'window.error']))
  expect(leaks(fake.bodies)).toEqual([])
})
