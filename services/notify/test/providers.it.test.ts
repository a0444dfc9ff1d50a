// Real requests to servers that speak each provider's wire form: who gets a message, who gets it
// next, and when nobody may get it again.
import { verify } from 'node:crypto'
import { newId } from '@pk-auto/kernel/id'
import { armFailpoints } from '@pk-auto/lifecycle/failpoint'
import { recordLogs } from '@pk-auto/telemetry/log-output'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { FakeProvider, Misbehaviour } from './providers/fake-provider.ts'
import {
  HOOKS_URL,
  runningProviders,
  VONAGE_KEYS,
  type RunningProviders,
} from './running-notify.ts'

let it: RunningProviders

beforeAll(async () => {
  it = await runningProviders()
})
afterAll(() => it[Symbol.asyncDispose]())
afterEach(async () => {
  for (const provider of [it.twilio, it.vonage, it.meta]) provider.misbehave(undefined)
  // What one test measured is not the next one's.
  await it.fixture.rows('delete from attempt')
})

/** How many messages reached each provider while `work` ran. */
async function reached(work: () => Promise<unknown>) {
  const counts = () => [it.twilio, it.vonage, it.meta].map(({ received }) => received.length)
  const before = counts()
  await work()
  const [twilio, vonage, meta] = counts().map((count, n) => count - before[n]!)
  return { twilio, vonage, meta }
}
const newest = ({ received }: FakeProvider) => received.at(-1)!
const formOf = (provider: FakeProvider) =>
  Object.fromEntries(new URLSearchParams(newest(provider).body))
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
const codeOf = (error: unknown) => (error as { code: string }).code

test('an SMS reaches Twilio with the code, its last line and where to report', async () => {
  const id = await it.send({ to: '+923001234567' })
  expect(newest(it.twilio)).toMatchObject({
    path: '/2010-04-01/Accounts/AC1/Messages.json',
    type: 'application/x-www-form-urlencoded',
    authorization: basic('AC1:twilio-token'),
  })
  expect(formOf(it.twilio)).toEqual({
    To: '+923001234567',
    From: 'Automart',
    Body: expect.stringMatching(/^004217 .*\n\n@automart\.example #004217$/),
    ValidityPeriod: '300',
    StatusCallback: `${HOOKS_URL}/hooks/notify/twilio?send=${id}`,
  })
  expect(await it.last()).toMatchObject({
    ...{ id, state: 'sent', provider: 'twilio' },
    attempts: [{ provider: 'twilio', state: 'accepted', reference: expect.stringMatching(/^SM/) }],
  })
})

test('an SMS reaches Vonage in the name of our application, for a minute', async () => {
  it.twilio.misbehave({ kind: 'failing' })
  await it.send()
  const { authorization } = newest(it.vonage)
  const [, head = '', claims = '', signature = ''] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization) ?? []
  const signed = Buffer.from(`${head}.${claims}`)
  const sent = Buffer.from(signature, 'base64url')
  expect(verify('sha256', signed, VONAGE_KEYS.publicKey, sent)).toBe(true)
  const now = Math.floor(it.clock.now().getTime() / 1_000)
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
    ...{ application_id: 'app', iat: now, exp: now + 60 },
    jti: expect.any(String),
  })
})

test('a WhatsApp message reaches Meta as the approved template, in its language', async () => {
  const id = await it.send({ channel: 'whatsapp', lang: 'ur', to: '+923001234567' })
  expect(newest(it.meta)).toMatchObject({
    path: '/v23.0/77/messages',
    authorization: 'Bearer meta-token',
  })
  const parameters = [{ type: 'text', text: '004217' }]
  expect(JSON.parse(newest(it.meta).body)).toEqual({
    ...{ messaging_product: 'whatsapp', recipient_type: 'individual', to: '923001234567' },
    type: 'template',
    template: {
      ...{ name: 'sign_in_code', language: { code: 'ur' } },
      components: [
        { type: 'body', parameters },
        { type: 'button', sub_type: 'url', index: '0', parameters },
      ],
    },
    biz_opaque_callback_data: id,
  })
})

test('a call reaches Twilio with the digits to speak, in the voice of the language', async () => {
  await it.send({ channel: 'call', lang: 'ur' })
  expect(newest(it.twilio).path).toBe('/2010-04-01/Accounts/AC1/Calls.json')
  expect(formOf(it.twilio)['Twiml']).toMatch(
    /^<Response>.*<Say language="ur-IN" voice="[\w.-]+">[^<]*0، 0، 4، 2، 1، 7[^<]*<\/Say>.*>$/,
  )
})

test.each<[Misbehaviour, string]>([
  [{ kind: 'busy', retryAfterS: 60 }, 'busy'],
  [{ kind: 'failing' }, 'failing'],
  [{ kind: 'unauthorised' }, 'rejected'],
])('a provider that refuses for certain ($kind) is followed by the next', async (how, fault) => {
  it.twilio.misbehave(how)
  expect(await reached(() => it.send())).toEqual({ twilio: 1, vonage: 1, meta: 0 })
  expect(JSON.parse(newest(it.vonage).body)).toMatchObject({
    ...{ message_type: 'text', channel: 'sms', from: 'Automart' },
    to: expect.stringMatching(/^92300\d{7}$/),
    webhook_url: `${HOOKS_URL}/hooks/notify/vonage`,
  })
  expect(await it.last()).toMatchObject({
    ...{ state: 'sent', provider: 'vonage' },
    attempts: [
      { provider: 'twilio', state: 'refused', fault },
      { provider: 'vonage', state: 'accepted', fault: null },
    ],
  })
})

test('a provider that cannot be reached is followed by the next', async () => {
  // Nobody listens there; a port of 127.0.0.1 that was given back may be somebody else's by now.
  await using away = await runningProviders({ TWILIO_URL: 'http://127.0.0.9:2' })
  await away.send()
  expect(away.vonage.received).toHaveLength(1)
  expect((await away.last()).attempts[0]).toMatchObject({ state: 'refused', fault: 'unreachable' })
})

test.each<Misbehaviour>([{ kind: 'silent' }, { kind: 'cut-off' }, { kind: 'bad-gateway' }])(
  'a provider that may have the message ($kind) is not followed by another, nor asked again',
  async (how) => {
    it.twilio.misbehave(how)
    const key = newId()
    const counts = await reached(async () => {
      const to = '+923009999999'
      expect(codeOf(await it.send({ key, to }).catch((error: unknown) => error))).toBe(
        'SEND_UNDER_WAY',
      )
      it.twilio.misbehave(undefined)
      expect(codeOf(await it.send({ key, to }).catch((error: unknown) => error))).toBe(
        'SEND_UNDER_WAY',
      )
    })
    expect(counts).toEqual({ twilio: 1, vonage: 0, meta: 0 })
    expect(await it.last()).toMatchObject({ state: 'unknown', provider: 'twilio' })
  },
)

test('a number that is gone is gone for every provider', async () => {
  it.twilio.misbehave({ kind: 'number-gone' })
  const counts = await reached(async () =>
    expect(codeOf(await it.send().catch((error: unknown) => error))).toBe('SEND_FAILED'),
  )
  expect(counts).toEqual({ twilio: 1, vonage: 0, meta: 0 })
  expect((await it.last()).attempts).toMatchObject([{ state: 'refused', fault: 'number' }])
})

test('when all refuse, the send has failed, and a repeat asks nobody', async () => {
  it.twilio.misbehave({ kind: 'failing' })
  it.vonage.misbehave({ kind: 'failing' })
  const [key, to] = [newId(), '+923009999998']
  const counts = await reached(async () => {
    for (let n = 0; n < 2; n += 1)
      expect(codeOf(await it.send({ key, to }).catch((error: unknown) => error))).toBe(
        'SEND_FAILED',
      )
  })
  expect(counts).toEqual({ twilio: 1, vonage: 1, meta: 0 })
  expect(await it.last()).toMatchObject({ state: 'failed' })
})

test.each([
  ['send.after_intent', { twilio: 0, vonage: 0, meta: 0 }],
  ['send.after_provider', { twilio: 1, vonage: 0, meta: 0 }],
  ['send.after_refusal', { twilio: 1, vonage: 0, meta: 0 }],
])('a death at %s leaves an unknown that is never sent again', async (point, expected) => {
  if (point === 'send.after_refusal') it.twilio.misbehave({ kind: 'failing' })
  const [key, to] = [newId(), '+923009999997']
  const counts = await reached(async () => {
    {
      using _armed = armFailpoints(`${point}:error`)
      expect(codeOf(await it.send({ key, to }).catch((error: unknown) => error))).toBe('INTERNAL')
    }
    it.twilio.misbehave(undefined)
    for (let n = 0; n < 3; n += 1)
      expect(codeOf(await it.send({ key, to }).catch((error: unknown) => error))).toBe(
        'SEND_UNDER_WAY',
      )
  })
  expect(counts).toEqual(expected)
})

test('no log line has a number, a code or a credential', async () => {
  using logs = recordLogs()
  it.twilio.misbehave({ kind: 'failing' })
  await it.send({ to: '+923001112223' })
  it.vonage.misbehave({ kind: 'cut-off' })
  await it.send({ to: '+923001112223' }).catch(() => undefined)
  const lines = logs.lines.join('')
  expect(lines.match(/"event":"send.done"/g)).toHaveLength(4)
  expect(lines).not.toMatch(/923001112223|004217|twilio-token|meta-token|Basic |Bearer |PRIVATE/)
})
