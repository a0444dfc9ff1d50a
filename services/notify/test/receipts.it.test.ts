// Receipts as providers send them, over HTTP to a running notify: each counts once, in any order,
// and a forged one has no effect at all.
import { newId } from '@pk-auto/kernel/id'
import { atOnce } from '@pk-auto/testing/at-once'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { metaHook, twilioHook, vonageHook, type Hook } from './providers/wires.ts'
import {
  HOOKS_URL,
  OLD_SECRET,
  runningProviders,
  SECRETS,
  VERIFY_TOKEN,
  type RunningProviders,
} from './running-notify.ts'

const SECOND = 1_000
let it: RunningProviders
let receipts = 0

beforeAll(async () => {
  it = await runningProviders()
})
afterAll(() => it[Symbol.asyncDispose]())

const sms = (sendId: string, MessageStatus: string, secret: string = SECRETS.twilio, more = {}) =>
  twilioHook(secret, HOOKS_URL, sendId, { MessageSid: `SM${sendId}`, MessageStatus, ...more })
const vonage = (sendId: string, status: string, issuedAt: Date, secret: string = SECRETS.vonage) =>
  vonageHook(secret, { message_uuid: `v-${sendId}`, status, client_ref: sendId }, issuedAt)
const meta = (sendId: string, ...statuses: string[]) =>
  metaHook(
    SECRETS.meta,
    statuses.map((status) => ({
      ...{ id: `wamid.${sendId}`, status, biz_opaque_callback_data: sendId },
      ...(status === 'failed' && { errors: [{ code: 131026, title: 'Undeliverable' }] }),
    })),
  )
/** An SMS that Vonage has, because Twilio refused it. */
async function byVonage() {
  it.twilio.misbehave({ kind: 'failing' })
  const id = await it.send()
  it.twilio.misbehave(undefined)
  return id
}
const stored = async () =>
  (await it.fixture.rows<{ n: number }>('select count(*)::int as n from receipt'))[0]!.n

test('an SMS moves from sent to delivered, and stays it whatever comes after', async () => {
  const id = await it.send()
  expect(await it.post(sms(id, 'sent'))).toBe(204)
  expect((await it.last()).state).toBe('sent')
  expect(await it.post(sms(id, 'delivered'))).toBe(204)
  expect(await it.last()).toMatchObject({
    ...{ id, state: 'delivered' },
    attempts: [{ state: 'delivered' }],
  })
  for (const late of ['delivered', 'undelivered', 'sent']) await it.post(sms(id, late))
  expect((await it.last()).state).toBe('delivered')
})

test('a correction of the provider is believed: undelivered, then delivered', async () => {
  const id = await it.send()
  await it.post(sms(id, 'undelivered', SECRETS.twilio, { ErrorCode: '30003' }))
  expect(await it.last()).toMatchObject({
    state: 'undelivered',
    attempts: [{ state: 'undelivered', fault: 'number' }],
  })
  await it.post(sms(id, 'delivered'))
  expect((await it.last()).state).toBe('delivered')
})

test('fifty copies of one receipt at once are one receipt', async () => {
  const id = await it.send()
  const before = await stored()
  const barrier = { database: it.fixture.testDb, table: 'receipt' }
  const answers = await atOnce(50, () => it.post(sms(id, 'delivered')), barrier)
  for (const answer of answers) expect(answer).toEqual({ status: 'fulfilled', value: 204 })
  expect((await stored()) - before).toBe(1)
  expect((await it.last()).state).toBe('delivered')
})

test('a receipt that is faster than the answer it belongs to is not undone by it', async () => {
  const reported = Promise.withResolvers<void>()
  it.twilio.misbehave({ kind: 'slow', until: reported.promise })
  const before = it.twilio.received.length
  const sent = it.send()
  await until('the provider has it', () => it.twilio.received.length > before)
  const { id } = await it.last()
  await it.post(sms(id, 'delivered'))
  reported.resolve()
  expect(await sent).toBe(id)
  it.twilio.misbehave(undefined)
  expect(await it.last()).toMatchObject({ state: 'delivered', attempts: [{ state: 'delivered' }] })
})

test('a receipt says what became of a message whose answer was lost', async () => {
  it.twilio.misbehave({ kind: 'cut-off' })
  await it.send().catch(() => undefined)
  it.twilio.misbehave(undefined)
  const { id, state } = await it.last()
  expect(state).toBe('unknown')
  await it.post(sms(id, 'delivered'))
  expect((await it.last()).state).toBe('delivered')
})

test('Vonage and Meta report in their own forms, Meta several at once', async () => {
  const [first, second] = [await byVonage(), await it.send({ channel: 'whatsapp' })]
  await it.post(vonage(first, 'delivered', it.clock.now()))
  await it.post(meta(second, 'sent', 'read', 'delivered'))
  const states = await it.fixture.rows('select id, state from send where id = any ($1)', [
    [first, second],
  ])
  expect(new Set(states)).toEqual(
    new Set([
      { id: first, state: 'delivered' },
      { id: second, state: 'delivered' },
    ]),
  )
  const third = await it.send({ channel: 'whatsapp' })
  await it.post(meta(third, 'failed'))
  expect(await it.last()).toMatchObject({
    state: 'undelivered',
    attempts: [{ provider: 'meta', fault: 'number' }],
  })
})

test('a call that is answered is delivered, one that rings out is not', async () => {
  for (const [CallStatus, state] of [
    ['completed', 'delivered'],
    ['no-answer', 'undelivered'],
  ] as const) {
    const id = await it.send({ channel: 'call' })
    const fields = { CallSid: `CA${receipts++}`, CallStatus }
    await it.post(twilioHook(SECRETS.twilio, HOOKS_URL, id, fields))
    expect((await it.last()).state).toBe(state)
  }
})

test('a receipt of the provider that refused does not speak for the one that sends', async () => {
  const id = await byVonage()
  await it.post(sms(id, 'failed'))
  expect(await it.last()).toMatchObject({ state: 'sent', provider: 'vonage' })
})

test('either of two live secrets signs', async () => {
  const id = await it.send()
  expect(await it.post(sms(id, 'delivered', OLD_SECRET))).toBe(204)
  expect((await it.last()).state).toBe('delivered')
})

test('forged, altered, unsigned and stale receipts are 401 and change nothing', async () => {
  const id = await byVonage()
  const before = await stored()
  const now = it.clock.now()
  const ago = (seconds: number) => new Date(now.getTime() - seconds * SECOND)
  const good = { sms: sms(id, 'delivered'), vonage: vonage(id, 'delivered', now) }
  const without = ({ headers, ...hook }: Hook, name: string): Hook => ({
    ...hook,
    headers: { ...headers, [name]: '' },
  })
  const { headers } = good.vonage
  const [, claims = '', signature = ''] = headers['authorization']!.split('.')
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  const forged: Readonly<Record<string, Hook>> = {
    'signed with another secret': sms(id, 'delivered', 'not-our-secret'),
    'signed for another send': { ...good.sms, path: `/hooks/notify/twilio?send=${newId()}` },
    'another status': { ...good.sms, body: good.sms.body.replace('delivered', 'undelivered') },
    'one more field': { ...good.sms, body: `${good.sms.body}&ErrorCode=1` },
    'no signature of Twilio': without(good.sms, 'x-twilio-signature'),
    'another secret of Vonage': vonage(id, 'delivered', now, 'not-our-secret'),
    'another body': { ...good.vonage, body: good.vonage.body.replace('delivered', 'rejected') },
    'no algorithm': {
      ...good.vonage,
      headers: { ...headers, authorization: `Bearer ${none}.${claims}.${signature}` },
    },
    'no token': without(good.vonage, 'authorization'),
    'five minutes and a second old': vonage(id, 'delivered', ago(301)),
    'from the future': vonage(id, 'delivered', ago(-301)),
    'a body of Meta that was altered': {
      ...meta(id, 'delivered'),
      body: meta(id, 'read').body,
    },
    'no signature of Meta': without(meta(id, 'delivered'), 'x-hub-signature-256'),
  }
  const answers = await Promise.all(
    Object.entries(forged).map(async ([name, hook]) => [name, await it.post(hook)]),
  )
  expect(answers).toEqual(Object.keys(forged).map((name) => [name, 401]))
  expect(await it.last()).toMatchObject({ id, state: 'sent' })
  expect(await stored()).toBe(before)
  // The very same receipts, unaltered and fresh enough, are taken.
  expect(await it.post(vonage(id, 'delivered', ago(299)))).toBe(204)
  expect((await it.last()).state).toBe('delivered')
})

test('a signed receipt that is unknown or cannot be read is taken, without effect', async () => {
  const id = await it.send()
  const strange = [
    sms(newId(), 'delivered'),
    sms('not-an-id', 'delivered'),
    sms(id, 'teleported'),
    vonageHook(SECRETS.vonage, { status: 7 }, it.clock.now()),
    metaHook(SECRETS.meta, [{ id: 'wamid.1' }]),
  ]
  for (const hook of strange) expect(await it.post(hook)).toBe(204)
  expect((await it.last()).state).toBe('sent')
})

test('Meta gets its challenge back only with our token', async () => {
  const ask = async (token: string) => {
    const query = new URLSearchParams({
      ...{ 'hub.mode': 'subscribe', 'hub.challenge': '1158201444' },
      'hub.verify_token': token,
    })
    const url = `http://127.0.0.1:${it.notify.httpPort}/hooks/notify/meta?${query}`
    const answer = await fetch(url)
    return { status: answer.status, text: await answer.text() }
  }
  expect(await ask(VERIFY_TOKEN)).toEqual({ status: 200, text: '1158201444' })
  const refused = await ask('guess')
  expect(refused.status).toBe(401)
  expect(refused.text).not.toContain('1158201444')
})

test('a provider that is not chosen has no address', async () => {
  await using other = await runningProviders({ SMS_PROVIDER: 'twilio' })
  expect(await other.post(vonage(newId(), 'delivered', other.clock.now()))).toBe(404)
})

test('sends, attempts and receipts are gone after their days', async () => {
  const id = await it.send()
  await it.post(sms(id, 'delivered'))
  it.clock.advance(31 * 86_400 * SECOND)
  while ((await it.notify.sweep()) > 0);
  for (const table of ['send', 'attempt', 'receipt'])
    expect(await it.fixture.rows(`select from ${table}`)).toEqual([])
})
