// A code and a number are in the message to the phone, and in no table, topic or log line. With
// real Kafka; the test plays notify.
import type { Call } from '@pk-auto/grpc/call'
import { implement, startGrpc } from '@pk-auto/grpc/server'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { systemClock } from '@pk-auto/kernel/clock'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { policyOf } from '@pk-auto/proto/policy'
import { PersonChange, PersonEvent } from '@pk-auto/proto/pkauto/identity/v1/events'
import {
  NotifyDefinition,
  type NotifyServiceImplementation,
  type SendNowRequest,
} from '@pk-auto/proto/pkauto/notify/v1/notify'
import { recordLogs } from '@pk-auto/telemetry/log-output'
import { testCredentials } from '@pk-auto/testing/credentials'
import { testTopicPrefix } from '@pk-auto/testing/names'
import { only } from '@pk-auto/testing/fakes/only'
import { readTopic, testTopics } from '@pk-auto/testing/topics'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { newDevice, runningIdentity, sandboxNumber, type RunningTest } from './running-identity.ts'

const TOPIC = 'identity.person.v1'
const stack = new AsyncDisposableStack()
const logs = stack.use(recordLogs())
const topicPrefix = testTopicPrefix()
const brokers = inject('servers').kafkaBrokers
const sent: { request: SendNowRequest; key: string }[] = []
let provider: 'works' | 'refuses' | 'does not say' | 'hangs' = 'works'
/** Until then a provider that hangs does not answer. */
const released = Promise.withResolvers<void>()
let it: RunningTest

beforeAll(async () => {
  const { serviceSecret, verifier } = await testCredentials()
  const credentials = serviceCredentials({
    service: 'notify',
    secret: serviceSecret,
    clock: systemClock,
  })
  const notify = implement(
    NotifyDefinition,
    only<NotifyServiceImplementation<Call>>({
      async sendNow(request, { idempotency }) {
        if (provider === 'refuses') throw new DomainError('unavailable', 'SEND_FAILED')
        sent.push({ request, key: idempotency?.key ?? '' })
        if (provider === 'does not say') throw new DomainError('conflict', 'SEND_UNDER_WAY')
        if (provider === 'hangs') await released.promise
        return { messageId: 'm' }
      },
    }),
  )
  const fake = stack.use(
    await startGrpc({
      service: 'notify',
      port: 0,
      verifier,
      credentials,
      policyOf,
      implementations: [notify],
    }),
  )
  stack.use(await testTopics({ brokers, topicPrefix, names: [TOPIC] }))
  const config = { kafka: { brokers, topicPrefix }, notifyUrl: `127.0.0.1:${fake.port}` }
  it = stack.use(await runningIdentity({ send: 'notify', config, sendTimeoutMs: 500 }))
})
afterAll(() => stack.disposeAsync())

const ask = (phone: string, deviceId: string, channel = 'sms') =>
  it.client.requestOtp({ phone, channel, purpose: 'sign-in', deviceId, lang: 'ur' })
const codeIn = (request: SendNowRequest) =>
  request.template?.$case === 'otp' ? request.template.value.code : ''

/** Every row of every table as text, with binary columns both as hex and as characters. */
async function everything(): Promise<string> {
  const tables = await it.rows<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  )
  const dumps: string[] = []
  for (const { name } of tables) {
    const rows = await it.rows<Record<string, unknown>>(`select * from ${name}`)
    dumps.push(
      JSON.stringify(rows, (_key, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    )
    for (const row of rows)
      for (const value of Object.values(row))
        if (Buffer.isBuffer(value)) dumps.push(value.toString('latin1'), value.toString('hex'))
  }
  return dumps.join('\n')
}

test('a code is sent once per challenge and channel, and in no table, topic or log', async () => {
  const [phone, deviceId] = [sandboxNumber(1_234_567), newDevice()]
  const { challengeId } = await ask(phone, deviceId, 'whatsapp')
  const { request, key } = sent.at(-1)!
  expect(request).toMatchObject({ to: '+923601234567', channel: 'whatsapp', lang: 'ur' })
  expect(key).toBe(`${challengeId}:whatsapp`)
  const code = codeIn(request)

  const secrets = (session?: { accessToken: string; refreshToken: string }) => [
    code,
    '3601234567',
    deviceId,
    Buffer.from('3601234567').toString('hex'),
    Buffer.from('3601234567').toString('base64'),
    ...(session ? [session.accessToken, session.refreshToken] : []),
  ]
  const openly = await everything()
  expect(secrets().filter((secret) => openly.includes(secret))).toEqual([])

  const { me, session } = await it.client.verifyOtp({ challengeId, code, deviceId, deviceName: '' })
  const dump = await everything()
  expect(dump).toContain(me!.id)
  expect(secrets(session).filter((secret) => dump.includes(secret))).toEqual([])

  await it.identity.settled()
  const records = await readTopic({ brokers, topic: `${topicPrefix}${TOPIC}` })
  const published = records.filter((record) => record.key === me!.id)
  expect(published.map((record) => PersonEvent.decode(record.value!))).toMatchObject([
    { change: PersonChange.PERSON_CHANGE_JOINED, version: 1, lang: 'ur' },
  ])
  const bytes = records
    .flatMap((record) => [
      record.key,
      Buffer.from(record.value ?? []).toString('latin1'),
      JSON.stringify(record.headers),
    ])
    .join('\n')
  expect(secrets(session).filter((secret) => bytes.includes(secret))).toEqual([])

  const logged = logs.lines.join('')
  expect(logged).toContain('"event":"session.opened"')
  expect(secrets(session).filter((secret) => logged.includes(secret))).toEqual([])
})

test('a message that cannot be sent counts, and every number gets the same answer', async () => {
  const known = sandboxNumber(1_234_567)
  const unknown = sandboxNumber(7_654_321)
  it.clock.advance(11 * 60_000)
  provider = 'refuses'
  const problem = async (phone: string, deviceId: string) =>
    ask(phone, deviceId).catch((error: DomainError) => ({
      kind: error.kind,
      code: error.code,
      retryAfterMs: error.retryAfterMs,
    }))
  const device = newDevice()
  const failed = { kind: 'unavailable', code: 'OTP_SEND_FAILED', retryAfterMs: 5_000 }
  expect(await problem(known, newDevice())).toEqual(failed)
  expect(await problem(unknown, device)).toEqual(failed)
  expect(await problem(unknown, device)).toEqual(failed)
  provider = 'works'
  await expect(ask(unknown, device)).resolves.toMatchObject({ channel: 'sms' })
  // The two failed sends were counted: a fourth in ten minutes is refused.
  expect(await problem(unknown, newDevice())).toMatchObject({ code: 'OTP_TOO_MANY' })
})

test('a code that may have gone out works, and the pause before the next one holds', async () => {
  for (const unknown of ['does not say', 'hangs'] as const) {
    it.clock.advance(11 * 60_000)
    provider = unknown
    const [phone, deviceId] = [sandboxNumber(unknown.length), newDevice()]
    const { challengeId } = await ask(phone, deviceId)
    provider = 'works'
    await expect(ask(phone, deviceId)).rejects.toMatchObject({ code: 'OTP_TOO_MANY' })
    const { request, key } = sent.at(-1)!
    expect(key).toBe(`${challengeId}:sms`)
    const verified = it.client.verifyOtp({
      ...{ challengeId, code: codeIn(request), deviceId },
      deviceName: '',
    })
    await expect(verified).resolves.toMatchObject({ isNew: true })
  }
  released.resolve()
})
