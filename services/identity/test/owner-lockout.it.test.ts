// A stranger who asks for codes does not lock the owner of a number out: a device that has proved
// the number has a budget of its own for it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newDevice, runningIdentity, type RunningTest } from './running-identity.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const TOO_MANY = { kind: 'too_many', code: 'OTP_TOO_MANY' }

type Owner = { phone: string; deviceId: string; clientAddress: string }

let it: RunningTest
let ranges = 0

beforeAll(async () => {
  it = await runningIdentity({ profile: 'production' })
})
afterAll(() => it[Symbol.asyncDispose]())
beforeEach(() => it.clock.advance(25 * HOUR))

/** The nth number of the range in use. */
const number = (n: number) => `0300${String(ranges).padStart(3, '0')}${String(n).padStart(4, '0')}`
const address = (n: number) => `10.${ranges}.${n}.1`
const ask = (who: Owner) =>
  it.client.requestOtp({ ...who, channel: 'sms', purpose: 'sign-in', lang: 'en' })
const stranger = (phone: string, n: number) => ({
  phone,
  deviceId: newDevice(),
  clientAddress: address(n),
})

async function signIn(who: Owner) {
  const { challengeId } = await ask(who)
  const code = it.phone.find((message) => message.challengeId === challengeId)?.code ?? ''
  return it.client.verifyOtp({ challengeId, code, deviceId: who.deviceId, deviceName: '' })
}

/** Somebody who has signed in on their device, an hour ago. */
async function owner(): Promise<Owner> {
  ranges += 1
  const who = { phone: number(1), deviceId: newDevice(), clientAddress: address(1) }
  await signIn(who)
  it.clock.advance(HOUR)
  return who
}

test('three requests by strangers do not lock out a device that proved the number', async () => {
  const who = await owner()
  for (const n of [11, 12, 13]) await ask(stranger(who.phone, n))
  await expect(ask(stranger(who.phone, 14))).rejects.toMatchObject(TOO_MANY)
  await expect(signIn(who)).resolves.toMatchObject({ isNew: false })
})

test('nor do strangers who use up the whole range of numbers and the owner’s network', async () => {
  const who = await owner()
  for (let n = 100; n < 120; n += 1)
    await ask({ ...stranger(number(n), 0), clientAddress: who.clientAddress })
  const neighbour = { ...stranger(number(150), 0), clientAddress: who.clientAddress }
  await expect(ask(neighbour)).rejects.toMatchObject(TOO_MANY)
  for (let n = 120; n < 125; n += 1) await ask(stranger(number(n), n))
  await expect(ask(stranger(number(151), 151))).rejects.toMatchObject(TOO_MANY)
  await expect(signIn(who)).resolves.toMatchObject({ isNew: false })
})

test('what the owner uses up on that device costs strangers nothing, and vice versa', async () => {
  const who = await owner()
  const refused: number[] = []
  for (let n = 0; n < 4; n += 1) {
    await ask(who).catch(() => refused.push(n))
    it.clock.advance(2 * MINUTE)
  }
  expect(refused).toEqual([3])
  await expect(ask(stranger(who.phone, 20))).resolves.toMatchObject({ channel: 'sms' })
})

test('a proved device is bounded too: three codes in ten minutes and ten a day', async () => {
  const who = await owner()
  let sent = 0
  for (let n = 0; n < 24; n += 1) {
    await ask(who).then(
      () => (sent += 1),
      () => undefined,
    )
    it.clock.advance(30 * MINUTE)
  }
  expect(sent).toBe(10)
})

test('a device that only asked, or proved another number, has no budget of its own', async () => {
  const who = await owner()
  const other = { ...who, phone: number(2) }
  const asked = stranger(other.phone, 30)
  await ask(asked)
  for (const n of [31, 32]) await ask(stranger(other.phone, n))
  it.clock.advance(2 * MINUTE)
  await expect(ask(asked)).rejects.toMatchObject(TOO_MANY)
  await expect(ask(other)).rejects.toMatchObject(TOO_MANY)
})

test('a proof is forgotten when the device has not signed in for half a year', async () => {
  const who = await owner()
  it.clock.advance(181 * DAY)
  for (const n of [41, 42, 43]) await ask(stranger(who.phone, n))
  await expect(ask(who)).rejects.toMatchObject(TOO_MANY)
})
