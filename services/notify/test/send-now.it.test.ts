// Sending on a real Postgres: at most once per key whatever fails in between, only to open markets,
// readable for an hour and only in development.
import { createHash } from 'node:crypto'
import type { Client } from '@pk-auto/grpc/client'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { armFailpoints } from '@pk-auto/lifecycle/failpoint'
import { NotifyDefinition, SendNowRequest } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { policyOf } from '@pk-auto/proto/policy'
import { recordLogs } from '@pk-auto/telemetry/log-output'
import { atOnce } from '@pk-auto/testing/at-once'
import { type ServiceFixture, serviceFixture } from '@pk-auto/testing/service-fixture'
import pg from 'pg'
import { VAPID } from './notify-fixture.ts'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import {
  readNotifyConfig,
  startNotify,
  type MessageProvider,
  type NotifyConfig,
  type OutgoingMessage,
  type RunningNotify,
} from '../src/service.ts'

const HOUR = 3_600_000
const stack = new AsyncDisposableStack()
const clock = manualClock(new Date())
let fixture: ServiceFixture
let config: NotifyConfig
let notify: RunningNotify
let identity: Client<NotifyDefinition>
let gateway: Client<NotifyDefinition>

beforeAll(async () => {
  fixture = stack.use(
    await serviceFixture({
      servers: inject('servers'),
      service: 'notify',
      migrations: new URL('../migrations', import.meta.url),
      policyOf,
    }),
  )
  config = readNotifyConfig({ ...fixture.env, ...VAPID, ROLES: 'api' })
  notify = stack.use(await startNotify(config, { clock }))
  identity = fixture.client(NotifyDefinition, notify, 'identity')
  gateway = fixture.client(NotifyDefinition, notify)
})
afterAll(() => stack.disposeAsync())

const otp = (to: string, code = '004217') =>
  ({
    to,
    channel: 'sms',
    lang: 'en',
    template: { $case: 'otp', value: { code, minutes: 5 } },
  }) as const
const ACCEPTED = { outcome: 'accepted', reference: 'r' } as const
const keyed = (key: string = newId()) => ({ idempotency: { key } })
const codes = (answers: readonly PromiseSettledResult<unknown>[]) =>
  new Set(
    answers.map((answer) =>
      answer.status === 'fulfilled' ? 'ok' : (answer.reason as { code: string }).code,
    ),
  )

/** A second notify on the same database whose provider does what the test asks. */
async function withProvider(send: MessageProvider['send']) {
  const taken: OutgoingMessage[] = []
  const provider: MessageProvider = {
    name: 'sandbox',
    send: (message, signal) => (taken.push(message), send(message, signal)),
  }
  const other = stack.use(
    await startNotify({ ...config, providerTimeoutMs: 100 }, { clock, provider }),
  )
  return { client: fixture.client(NotifyDefinition, other, 'identity'), taken }
}

test('a sandbox message can be read by number, newest first, with its code', async () => {
  const to = '+923600000001'
  await identity.sendNow(otp(to, '111111'), keyed())
  await identity.sendNow({ ...otp(to, '222222'), channel: 'call', lang: 'ur' }, keyed())
  await identity.sendNow(otp('+923600000002'), keyed())
  const { messages } = await gateway.listSandboxMessages({ to })
  expect(messages.map(({ channel, code }) => ({ channel, code }))).toEqual([
    { channel: 'call', code: '222222' },
    { channel: 'sms', code: '111111' },
  ])
  expect(messages[1]!.text.startsWith('111111')).toBe(true)
  const later = await gateway.listSandboxMessages({ to, after: messages[1]!.id })
  expect(later.messages.map((message) => message.id)).toEqual([messages[0]!.id])
})

test('fifty calls at once with one key send one message', async () => {
  // The one that is sent ends last: nobody comes after it.
  const others = Promise.withResolvers<void>()
  const { client, taken } = await withProvider(async () => {
    await others.promise
    return ACCEPTED
  })
  const call = keyed()
  let ended = 0
  const sendOnce = () =>
    client.sendNow(otp('+923600000003'), call).finally(() => {
      ended += 1
      if (ended === 49) others.resolve()
    })
  // Only the first gets as far as the table: whoever finds its key taken is refused before.
  const barrier = { database: fixture.testDb, table: 'idempotency', connections: 1 }
  const answers = await atOnce(50, sendOnce, barrier)
  expect(taken).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const known = ['ok', 'IDEMPOTENCY_IN_FLIGHT', 'SEND_UNDER_WAY']
  expect([...codes(answers)].filter((code) => !known.includes(code))).toEqual([])
  const { messageId } = await client.sendNow(otp('+923600000003'), call)
  expect(messageId).toBe(taken[0]!.id)
  expect(taken).toHaveLength(1)
})

test('the same key with another body is refused', async () => {
  const key = newId()
  await identity.sendNow(otp('+923600000004'), keyed(key))
  await expect(identity.sendNow(otp('+923600000004', '999999'), keyed(key))).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  })
})

test('who refuses is SEND_FAILED, who hangs is an unknown: neither is asked again', async () => {
  const hanging: MessageProvider['send'] = (_message, signal) =>
    new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
    )
  const refusing = async () => ({ outcome: 'refused', fault: 'rejected' }) as const
  for (const [send, error] of [
    [refusing, { kind: 'unavailable', code: 'SEND_FAILED' }],
    [hanging, { kind: 'conflict', code: 'SEND_UNDER_WAY' }],
  ] as const) {
    const { client, taken } = await withProvider(send)
    const call = keyed()
    await expect(client.sendNow(otp('+923600000005'), call)).rejects.toMatchObject(error)
    await expect(client.sendNow(otp('+923600000005'), call)).rejects.toMatchObject(error)
    expect(taken).toHaveLength(1)
  }
})

test('a process that dies around the provider leaves an unknown, never sent again', async () => {
  for (const [failpoint, sends] of [
    ['send.after_intent', 0],
    ['send.after_provider', 1],
  ] as const) {
    const { client, taken } = await withProvider(async () => ACCEPTED)
    const call = keyed()
    {
      using _armed = armFailpoints(`${failpoint}:error`)
      await expect(client.sendNow(otp('+923600000006'), call)).rejects.toMatchObject({
        kind: 'internal',
      })
    }
    await expect(client.sendNow(otp('+923600000006'), call)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'SEND_UNDER_WAY',
    })
    expect(taken).toHaveLength(sends)
  }
})

test('nothing is sent abroad, on an unknown way, without a template or without a key', async () => {
  await expect(identity.sendNow(otp('+14155550123'), keyed())).rejects.toMatchObject({
    code: 'RECIPIENT_NOT_ALLOWED',
  })
  await expect(
    identity.sendNow({ ...otp('+923600000007'), channel: 'pigeon' }, keyed()),
  ).rejects.toMatchObject({ code: 'CHANNEL_UNKNOWN' })
  await expect(
    identity.sendNow({ to: '+923600000007', channel: 'sms', lang: 'en' }, keyed()),
  ).rejects.toMatchObject({ code: 'TEMPLATE_UNKNOWN' })
  await expect(identity.sendNow(otp('+923600000007'))).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REQUIRED',
  })
  expect((await gateway.listSandboxMessages({ to: '+923600000007' })).messages).toEqual([])
})

test('only identity may send, and only the gateway may read', async () => {
  await expect(gateway.sendNow(otp('+923600000008'), keyed())).rejects.toMatchObject({
    kind: 'internal',
    code: 'CALLER_NOT_ALLOWED',
  })
  await expect(identity.listSandboxMessages({ to: '' })).rejects.toMatchObject({
    kind: 'internal',
    code: 'CALLER_NOT_ALLOWED',
  })
})

test('a message is gone after an hour, from the list at once, then from the table', async () => {
  const to = '+923600000009'
  await identity.sendNow(otp(to), keyed())
  clock.advance(HOUR)
  expect((await gateway.listSandboxMessages({ to })).messages).toEqual([])
  while ((await notify.sweep()) > 0);
  await using owner = await openOwner()
  expect(
    (await owner.query('select id from sandbox_message where recipient = $1', [to])).rows,
  ).toEqual([])
})

test('outside the sandbox no table and no log line has a number or a code', async () => {
  using logs = recordLogs()
  const message = otp('+923600000010', '864209')
  await identity.sendNow(message, keyed())
  // The plain hash of so short a secret would give it away to whoever tries all of them.
  const hash = createHash('sha256').update(SendNowRequest.encode(message).finish()).digest('hex')
  const leak = new RegExp(`923600000010|864209|${hash}`)
  expect(logs.lines.join('')).toContain('"event":"send.done"')
  expect(logs.lines.join('')).not.toMatch(leak)
  await using owner = await openOwner()
  for (const table of ['send', 'idempotency', 'outbox']) {
    const dump = JSON.stringify((await owner.query(`select t::text from ${table} t`)).rows)
    expect(dump).not.toMatch(leak)
  }
})

test('in production nobody reads the sandbox', async () => {
  const production = stack.use(await startNotify({ ...config, profile: 'production' }, { clock }))
  await expect(
    fixture.client(NotifyDefinition, production).listSandboxMessages({ to: '' }),
  ).rejects.toMatchObject({ kind: 'forbidden', code: 'SANDBOX_CLOSED' })
})

async function openOwner() {
  const client = new pg.Client(fixture.testDb.ownerUrl)
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}
