// Codes on a real Postgres while Kafka and Redis are unreachable: the caps hold under any rush, and
// a code opens one session once.
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { newDevice, runningIdentity, sandboxNumber, type RunningTest } from './running-identity.ts'

const MINUTE = 60_000
type Table = 'otp_send' | 'otp_challenge'
let it: RunningTest
let numbers = 0

beforeAll(async () => {
  it = await runningIdentity()
})
afterAll(() => it[Symbol.asyncDispose]())

const newNumber = () => sandboxNumber(numbers++)
const ask = (phone: string, deviceId = newDevice()) =>
  it.client.requestOtp({ phone, channel: 'sms', purpose: 'sign-in', deviceId, lang: 'en' })
const codeOf = (challengeId: string) =>
  it.phone.findLast((message) => message.challengeId === challengeId)?.code ?? ''
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const verify = (challengeId: string, code: string, deviceId: string) =>
  it.client.verifyOtp({ challengeId, code, deviceId, deviceName: '' })
const sentTo = (phone: string) =>
  it.phone.filter((message) => message.to === `+92${phone.slice(1)}`).length

/** Runs n requests at one moment: all are held before they write to the table. */
async function rush(n: number, request: () => Promise<unknown>, table: Table = 'otp_send') {
  const outcomes = await atOnce(n, request, { database: it.testDb, table })
  const refusals = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : [],
  )
  return { passed: n - refusals.length, refusals: [...new Set(refusals)] }
}

test('fifty requests at once for one number send three codes', async () => {
  const phone = newNumber()
  const { passed, refusals } = await rush(50, () => ask(phone))
  expect({ passed, refusals, sent: sentTo(phone) }).toEqual({
    passed: 3,
    refusals: ['OTP_TOO_MANY'],
    sent: 3,
  })
})

test('fifty requests at once from one device send five codes, whatever the numbers', async () => {
  const device = newDevice()
  expect(await rush(50, () => ask(newNumber(), device))).toEqual({
    passed: 5,
    refusals: ['OTP_TOO_MANY'],
  })
})

test('fifty clicks on "send" at once send one code', async () => {
  const [phone, device] = [newNumber(), newDevice()]
  expect((await rush(50, () => ask(phone, device))).passed).toBe(1)
})

test('a number gets ten codes a day, and the refusal names how long to wait', async () => {
  const phone = newNumber()
  let passed = 0
  for (let tenMinutes = 0; tenMinutes < 8; tenMinutes += 1) {
    for (let n = 0; n < 4; n += 1)
      await ask(phone).then(
        () => (passed += 1),
        () => undefined,
      )
    it.clock.advance(10 * MINUTE)
  }
  expect(passed).toBe(10)
  await expect(ask(phone)).rejects.toMatchObject({
    kind: 'too_many',
    code: 'OTP_TOO_MANY',
    retryAfterMs: 24 * 60 * MINUTE - 80 * MINUTE,
  })
  it.clock.advance(24 * 60 * MINUTE)
  await expect(ask(phone)).resolves.toMatchObject({ channel: 'sms' })
})

test('the answer has the same form for a known and an unknown number', async () => {
  const { phone } = await it.signIn()
  const [known, unknown] = [await ask(phone), await ask(newNumber())]
  const form = ({ challengeId, answeredAt, resendAt, expiresAt, channel }: typeof known) => ({
    challengeId: challengeId.length,
    answeredInMs: answeredAt!.getTime() - it.clock.now().getTime(),
    resendInMs: resendAt!.getTime() - it.clock.now().getTime(),
    expiresInMs: expiresAt!.getTime() - it.clock.now().getTime(),
    channel,
  })
  expect(form(known)).toEqual(form(unknown))
  expect(form(known)).toEqual({
    challengeId: 36,
    answeredInMs: 0,
    resendInMs: MINUTE,
    expiresInMs: 5 * MINUTE,
    channel: 'sms',
  })
})

test('a resend is a new code, and the old one stops working', async () => {
  const [phone, device] = [newNumber(), newDevice()]
  const first = await ask(phone, device)
  await expect(ask(phone, device)).rejects.toMatchObject({
    code: 'OTP_TOO_MANY',
    retryAfterMs: MINUTE,
  })
  it.clock.advance(MINUTE)
  const second = await ask(phone, device)
  expect(second.challengeId).not.toBe(first.challengeId)
  await expect(verify(first.challengeId, codeOf(first.challengeId), device)).rejects.toMatchObject({
    code: 'OTP_EXPIRED',
  })
  await expect(
    verify(second.challengeId, codeOf(second.challengeId), device),
  ).resolves.toMatchObject({ isNew: true })
})

test('a code works once, for five minutes, on the device that asked', async () => {
  const device = newDevice()
  const used = await ask(newNumber(), device)
  await verify(used.challengeId, codeOf(used.challengeId), device)
  await expect(verify(used.challengeId, codeOf(used.challengeId), device)).rejects.toMatchObject({
    kind: 'invalid',
    code: 'OTP_EXPIRED',
  })

  const stolen = await ask(newNumber(), device)
  await expect(
    verify(stolen.challengeId, codeOf(stolen.challengeId), newDevice()),
  ).rejects.toMatchObject({ code: 'OTP_WRONG' })

  const late = await ask(newNumber(), device)
  it.clock.advance(5 * MINUTE)
  await expect(verify(late.challengeId, codeOf(late.challengeId), device)).rejects.toMatchObject({
    code: 'OTP_EXPIRED',
  })
})

test('after five wrong codes the right one is refused, also when all come at once', async () => {
  const device = newDevice()
  const slow = await ask(newNumber(), device)
  for (let left = 4; left >= 0; left -= 1) {
    await expect(
      verify(slow.challengeId, wrong(codeOf(slow.challengeId)), device),
    ).rejects.toMatchObject({ code: 'OTP_WRONG', details: { triesLeft: left } })
  }
  await expect(verify(slow.challengeId, codeOf(slow.challengeId), device)).rejects.toMatchObject({
    kind: 'too_many',
    code: 'OTP_TOO_MANY_TRIES',
    retryAfterMs: 60_000,
  })

  const fast = await ask(newNumber(), device)
  const guess = () => verify(fast.challengeId, wrong(codeOf(fast.challengeId)), device)
  expect((await rush(50, guess, 'otp_challenge')).passed).toBe(0)
  const [row] = await it.rows<{ tries: number }>('select tries from otp_challenge where id = $1', [
    fast.challengeId,
  ])
  expect(row?.tries).toBe(5)
})

test('ten requests at once with one code open one session', async () => {
  const [phone, device] = [newNumber(), newDevice()]
  const { challengeId } = await ask(phone, device)
  const guess = () => verify(challengeId, codeOf(challengeId), device)
  expect((await rush(10, guess, 'otp_challenge')).passed).toBe(1)
})

test('one new number verified on two devices at once becomes one person', async () => {
  const phone = newNumber()
  const [one, other] = [newDevice(), newDevice()]
  const [a, b] = [await ask(phone, one), await ask(phone, other)]
  const outcomes = await atOnce(
    2,
    (nth) =>
      nth === 0
        ? verify(a.challengeId, codeOf(a.challengeId), one)
        : verify(b.challengeId, codeOf(b.challengeId), other),
    // Held when neither has found a person and both are about to write one.
    { database: it.testDb, table: 'person' },
  )
  const signedIn = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  expect(signedIn.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(signedIn).toHaveLength(2)
  expect(new Set(signedIn.map(({ me }) => me?.id)).size).toBe(1)
})

test(
  'guesses at one number all day are judged fifty times at most and never let in',
  { timeout: 600_000 },
  async () => {
    const rounds = inject('long') ? 1_000 : 40
    const perRound = 10
    const phone = newNumber()
    let judged = 0
    let challenge = { challengeId: '', device: '' }
    for (let round = 0; round < rounds; round += 1) {
      it.clock.advance(Math.floor((24 * 60 * MINUTE) / rounds))
      const device = newDevice()
      challenge = await ask(phone, device).then(
        ({ challengeId }) => ({ challengeId, device }),
        () => challenge,
      )
      const guess = () =>
        verify(challenge.challengeId, wrong(codeOf(challenge.challengeId)), challenge.device)
      const outcomes = await Promise.allSettled(Array.from({ length: perRound }, guess))
      expect(outcomes.some((outcome) => outcome.status === 'fulfilled')).toBe(false)
      judged += outcomes.filter(
        (outcome) =>
          outcome.status === 'rejected' &&
          (outcome.reason as { code: string }).code === 'OTP_WRONG',
      ).length
    }
    expect(judged).toBe(50)
  },
)

test('bad input is refused by name before anything is counted or sent', async () => {
  const good = {
    phone: newNumber(),
    channel: 'sms',
    purpose: 'sign-in',
    deviceId: newDevice(),
    lang: 'en',
  }
  const refusal = (more: Partial<typeof good>) =>
    it.client.requestOtp({ ...good, ...more }).then(
      () => 'sent',
      (error: { code: string }) => error.code,
    )
  expect(
    await Promise.all(
      [
        { phone: '0300' },
        { phone: '+14155550123' },
        { channel: 'pigeon' },
        { purpose: 'pay' },
        { deviceId: '' },
      ].map(refusal),
    ),
  ).toEqual([
    'PHONE_INVALID',
    'PHONE_MARKET_CLOSED',
    'OTP_CHANNEL_UNKNOWN',
    'OTP_PURPOSE_UNKNOWN',
    'DEVICE_REQUIRED',
  ])
  expect(sentTo(good.phone)).toBe(0)
  await expect(verify('not an id', '123456', good.deviceId)).rejects.toMatchObject({
    code: 'ID_INVALID',
  })
})

test('the caps hold on after the codes they counted have been swept', async () => {
  const phone = newNumber()
  for (let n = 0; n < 3; n += 1) await ask(phone)
  it.clock.advance(6 * MINUTE)
  while ((await it.identity.sweep()) > 0);
  const open = await it.rows('select from otp_challenge where expires_at <= $1', [it.clock.now()])
  expect(open).toHaveLength(0)
  await expect(ask(phone)).rejects.toMatchObject({ code: 'OTP_TOO_MANY' })
})

test('no code is sent that cannot be counted', async () => {
  const phone = newNumber()
  await it.rows('alter table otp_send rename to otp_send_away')
  await expect(ask(phone)).rejects.toMatchObject({ kind: 'internal' })
  await it.rows('alter table otp_send_away rename to otp_send')
  expect(sentTo(phone)).toBe(0)
  await expect(ask(phone)).resolves.toMatchObject({ channel: 'sms' })
})
