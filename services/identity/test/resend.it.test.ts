// The ladder of a code that does not come: the pause before the next one, by whichever channel.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDevice, runningIdentity, sandboxNumber, type RunningTest } from './running-identity.ts'

const MINUTE = 60_000
let it: RunningTest
let numbers = 0

beforeAll(async () => {
  it = await runningIdentity()
})
afterAll(() => it[Symbol.asyncDispose]())

const newNumber = () => sandboxNumber(numbers++)
const codeOf = (challengeId: string) =>
  it.phone.findLast((message) => message.challengeId === challengeId)?.code ?? ''
const verify = (challengeId: string, code: string, deviceId: string) =>
  it.client.verifyOtp({ challengeId, code, deviceId, deviceName: '' })

test('by SMS, a minute later by WhatsApp, two more later by a call: each a new code', async () => {
  const [phone, device] = [newNumber(), newDevice()]
  const by = (channel: string) =>
    it.client.requestOtp({ phone, channel, purpose: 'sign-in', deviceId: device, lang: 'ur' })
  const asked: { challengeId: string }[] = []
  for (const [channel, pauseMs] of [
    ['sms', MINUTE],
    ['whatsapp', 2 * MINUTE],
    ['call', 2 * MINUTE],
  ] as const) {
    const answer = await by(channel)
    asked.push(answer)
    expect(answer.resendAt!.getTime() - answer.answeredAt!.getTime()).toBe(pauseMs)
    // After the third the cap of the number refuses longer than the pause.
    if (channel === 'call') break
    it.clock.advance(pauseMs - 1)
    for (const early of ['sms', 'whatsapp', 'call'])
      await expect(by(early)).rejects.toMatchObject({ code: 'OTP_TOO_MANY', retryAfterMs: 1 })
    it.clock.advance(1)
  }
  const sent = it.phone.filter(({ to }) => to === `+92${phone.slice(1)}`)
  expect(sent.map(({ channel }) => channel)).toEqual(['sms', 'whatsapp', 'call'])
  expect(new Set(sent.map(({ challengeId }) => challengeId)).size).toBe(3)
  const codes = asked.map(({ challengeId }) => codeOf(challengeId))
  for (const [n, { challengeId }] of asked.slice(0, 2).entries())
    await expect(verify(challengeId, codes[n]!, device)).rejects.toMatchObject({
      code: 'OTP_EXPIRED',
    })
  await expect(verify(asked[2]!.challengeId, codes[2]!, device)).resolves.toMatchObject({
    isNew: true,
  })
  it.clock.advance(10 * MINUTE)
  // Signed in: the next code is a first one again.
  const next = await by('sms')
  expect(next.resendAt!.getTime() - next.answeredAt!.getTime()).toBe(MINUTE)
})

test('the pause belongs to a number on a device: another device does not wait', async () => {
  const phone = newNumber()
  const ask = () =>
    it.client.requestOtp({
      ...{ phone, channel: 'sms', purpose: 'sign-in', lang: 'en' },
      deviceId: newDevice(),
    })
  await ask()
  await expect(ask()).resolves.toMatchObject({ channel: 'sms' })
})
