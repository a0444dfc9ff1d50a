// Scripted attacks of an hour against production's caps: how many messages they really cost, and
// that honest people elsewhere notice nothing.
import { metricsText } from '@pk-auto/telemetry/metrics'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newDevice, runningIdentity, type RunningTest } from './running-identity.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/** Between two requests of an attack. */
const PACE = 20 * SECOND

type Request = { phone: string; deviceId: string; clientAddress: string }

let it: RunningTest
/** Prefixes from here on belong to honest people; below are the attackers'. */
let honest = 9_000

beforeAll(async () => {
  it = await runningIdentity({ profile: 'production', config: { roles: new Set(['api']) } })
})
afterAll(() => it[Symbol.asyncDispose]())
beforeEach(() => it.clock.advance(25 * HOUR))

/** A real mobile number: `prefix` 0–9,999 is all but its last four digits, `n` those four. */
const number = (prefix: number, n: number) =>
  `030${String(prefix).padStart(4, '0')}${String(n).padStart(4, '0')}`
/** Every `n` is an address of another /24. */
const address = (n: number) => `100.${(n >> 8) & 255}.${n & 255}.7`
const ask = (request: Request) =>
  it.client.requestOtp({ ...request, channel: 'sms', purpose: 'sign-in', lang: 'en' })

/** Somebody who signs in for the first time, from a network and a range of numbers of their own. */
function honestSignIn() {
  honest += 1
  return signIn({ phone: number(honest, 1), deviceId: newDevice(), clientAddress: address(honest) })
}

async function signIn(who: Request) {
  const { challengeId } = await ask(who)
  const code = it.phone.findLast((message) => message.challengeId === challengeId)?.code ?? ''
  return it.client.verifyOtp({ challengeId, code, deviceId: who.deviceId, deviceName: '' })
}

/**
 * A request every twenty seconds for an hour, and an honest sign-in every five minutes. Returns the
 * times, in ms from the start, at which the attack cost a message.
 */
async function anHourOf(request: (n: number) => Request): Promise<number[]> {
  const costs: number[] = []
  const refusals = new Set<string>()
  for (let n = 0; n * PACE < HOUR; n += 1) {
    const before = it.phone.length
    await ask(request(n)).catch((error: { code: string }) => refusals.add(error.code))
    if (it.phone.length > before) costs.push(n * PACE)
    if (n % 15 === 0) expect(await honestSignIn()).toMatchObject({ isNew: true })
    it.clock.advance(PACE)
  }
  expect([...refusals]).toEqual(['OTP_TOO_MANY'])
  return costs
}
const within = (costs: readonly number[], ms: number) => costs.filter((at) => at < ms).length

test('one number hammered from everywhere costs three at once and ten in all', async () => {
  const costs = await anHourOf((n) => ({
    phone: number(1, 1),
    deviceId: newDevice(),
    clientAddress: address(n),
  }))
  expect([within(costs, 10 * MINUTE), costs.length]).toEqual([3, 10])
})

test('the numbers of one range, each asked for from another network, cost thirty', async () => {
  const costs = await anHourOf((n) => ({
    phone: number(2, n),
    deviceId: newDevice(),
    clientAddress: address(n),
  }))
  expect([within(costs, 10 * MINUTE), costs.length]).toEqual([25, 30])
})

test('one device that takes another number and network each time costs five', async () => {
  const deviceId = newDevice()
  const costs = await anHourOf((n) => ({
    phone: number(1_000 + n, 1),
    deviceId,
    clientAddress: address(n),
  }))
  expect(costs).toHaveLength(5)
})

test('a /24, whatever its addresses and ranges, costs twenty at once, thirty in all', async () => {
  const costs = await anHourOf((n) => ({
    phone: number(2_000 + n, 1),
    deviceId: newDevice(),
    clientAddress: n % 2 === 0 ? `203.0.113.${n % 256}` : `::ffff:203.0.113.${n % 256}`,
  }))
  expect([within(costs, 10 * MINUTE), costs.length]).toEqual([20, 30])
})

test('a /64 of IPv6, whatever its ranges, costs twenty at once, thirty in all', async () => {
  const costs = await anHourOf((n) => ({
    phone: number(3_000 + n, 1),
    deviceId: newDevice(),
    clientAddress: `2001:db8:0:1:${n.toString(16)}::${(n * 7_919).toString(16).slice(-4)}`,
  }))
  expect([within(costs, 10 * MINUTE), costs.length]).toEqual([20, 30])
})

test('a full network keeps nobody out whose device has proved its number', async () => {
  const clientAddress = '198.51.100.9'
  const known = { phone: number(4, 1), deviceId: newDevice(), clientAddress }
  await signIn(known)
  const newcomer = (n: number) => ({
    ...{ phone: number(4_000 + n, 1), deviceId: newDevice() },
    clientAddress: `198.51.100.${n}`,
  })
  for (let n = 0; n < 60; n += 1) {
    await ask(newcomer(n)).catch(() => undefined)
    it.clock.advance(PACE)
  }
  await expect(signIn(newcomer(60))).rejects.toMatchObject({ code: 'OTP_TOO_MANY' })
  await expect(signIn(known)).resolves.toMatchObject({ isNew: false })
})

test('whoever has proved the numbers of a range gets at most thirty an hour for them', async () => {
  const proven = Array.from({ length: 40 }, (_, n) => ({
    phone: number(5, n),
    deviceId: newDevice(),
    clientAddress: address(n),
  }))
  for (const who of proven) {
    await signIn(who)
    it.clock.advance(3 * MINUTE)
  }
  const costs = await anHourOf((n) => proven[n % proven.length]!)
  expect([within(costs, 10 * MINUTE), costs.length]).toEqual([25, 30])
})

test(
  'a botnet of any width costs two thousand an hour, and an hour later people sign in again',
  { timeout: 240_000 },
  async () => {
    const [before, width] = [it.phone.length, 2_100]
    const refusals = new Set<string>()
    const bot = async (n: number) => {
      const who = { phone: number(5_000 + n, n), deviceId: newDevice(), clientAddress: address(n) }
      await ask(who).catch((error: { code: string }) => refusals.add(error.code))
    }
    for (let n = 0; n < width; n += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, one) => bot(n + one)))
      it.clock.advance(20 * SECOND)
    }
    expect([it.phone.length - before, [...refusals]]).toEqual([2_000, ['OTP_TOO_MANY']])
    await expect(honestSignIn()).rejects.toMatchObject({ code: 'OTP_TOO_MANY' })
    const counted = (await metricsText()).split('\n').filter((line) => line.includes('="all"'))
    expect(counted).toEqual([
      'identity_security_events_total{service="identity",event="otp.limited",detail="all"} 101',
    ])
    it.clock.advance(HOUR)
    await expect(honestSignIn()).resolves.toMatchObject({ isNew: true })
  },
)
