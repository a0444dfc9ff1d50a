// Which provider is asked first follows what it delivered lately, as stored in Postgres: another
// process knows it too.
import { metricsText } from '@pk-auto/telemetry/metrics'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { twilioHook } from './providers/wires.ts'
import { HOOKS_URL, runningProviders, SECRETS, type RunningProviders } from './running-notify.ts'

const MINUTE = 60_000
let it: RunningProviders

beforeEach(async () => {
  await it?.[Symbol.asyncDispose]()
  it = await runningProviders()
})
afterAll(() => it[Symbol.asyncDispose]())

/** Sends `n` messages and says who took them. */
async function takers(n: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (let sent = 0; sent < n; sent += 1) {
    await it.send()
    const { provider } = await it.last()
    counts[provider] = (counts[provider] ?? 0) + 1
  }
  return counts
}
async function report(MessageStatus: string, more: Readonly<Record<string, string>> = {}) {
  const { id } = await it.last()
  const fields = { MessageSid: `SM${id}`, MessageStatus, ...more }
  expect(await it.post(twilioHook(SECRETS.twilio, HOOKS_URL, id, fields))).toBe(204)
}

test('a provider that refuses everything is soon asked no more', async () => {
  it.twilio.misbehave({ kind: 'failing' })
  expect(await takers(30)).toEqual({ vonage: 30 })
  // Judged after twenty results; then the other one is first.
  expect(it.twilio.received).toHaveLength(20)
})

test('one that takes messages and delivers none is found out by its receipts', async () => {
  for (let n = 0; n < 20; n += 1) {
    expect(await takers(1)).toEqual({ twilio: 1 })
    await report('undelivered', { ErrorCode: '30008' })
  }
  expect(await takers(10)).toEqual({ vonage: 10 })
  expect(await metricsText()).toMatch(
    /notify_delivered_ratio\{[^}]*channel="sms",provider="twilio"\} 0\n/,
  )
})

test('before it is judged a provider has no share that could wake anybody', async () => {
  it.twilio.misbehave({ kind: 'failing' })
  await takers(15)
  expect(await metricsText()).not.toMatch(/notify_delivered_ratio\{[^}]*provider="twilio"/)
})

test('one that takes messages and never reports is found out by its silence', async () => {
  expect(await takers(20)).toEqual({ twilio: 20 })
  it.clock.advance(3 * MINUTE)
  expect(await takers(5)).toEqual({ vonage: 5 })
})

test('phones that are off are not held against the provider', async () => {
  for (let n = 0; n < 25; n += 1) {
    expect(await takers(1)).toEqual({ twilio: 1 })
    await report('undelivered', { ErrorCode: '30003' })
  }
})

test('a failing provider is probed now and then, and is first again once it delivers', async () => {
  it.twilio.misbehave({ kind: 'failing' })
  await takers(20)
  it.twilio.misbehave(undefined)
  it.draw(0.06)
  expect(await takers(2)).toEqual({ vonage: 2 })
  it.draw(0.04)
  // Twenty refusals need 47 deliveries to be seven of ten.
  for (let n = 0; n < 47; n += 1) {
    expect(await takers(1)).toEqual({ twilio: 1 })
    await report('delivered')
  }
  it.draw(0.5)
  expect(await takers(1)).toEqual({ twilio: 1 })
})

test('a probe that is refused still reaches its phone', async () => {
  it.twilio.misbehave({ kind: 'failing' })
  await takers(20)
  it.draw(0)
  expect(await takers(1)).toEqual({ vonage: 1 })
  expect(it.twilio.received).toHaveLength(21)
})

test('a provider that asks for a pause gets it', async () => {
  it.twilio.misbehave({ kind: 'busy', retryAfterS: 60 })
  await takers(1)
  it.twilio.misbehave(undefined)
  it.draw(0)
  expect(await takers(5)).toEqual({ vonage: 5 })
  expect(it.twilio.received).toHaveLength(1)
  it.clock.advance(MINUTE)
  expect(await takers(1)).toEqual({ twilio: 1 })
})

test('what is older than the window counts no more', async () => {
  it.twilio.misbehave({ kind: 'failing' })
  await takers(20)
  it.twilio.misbehave(undefined)
  it.clock.advance(31 * MINUTE)
  expect(await takers(1)).toEqual({ twilio: 1 })
})

test('channels are measured apart', async () => {
  it.twilio.misbehave({ kind: 'failing' })
  await takers(20)
  it.twilio.misbehave(undefined)
  await it.send({ channel: 'call' })
  expect(await it.last()).toMatchObject({ provider: 'twilio', state: 'sent' })
})
