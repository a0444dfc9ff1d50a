// While a push service or the mail server is away notices wait for it by age and not by count, in
// nobody's way, and go out once.
import type { Person } from '@pk-auto/kernel/actor'
import { newId } from '@pk-auto/kernel/id'
import { SavedChangeEvent, SavedChangeKind } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { SAVED_CHANGES } from '@pk-auto/proto/topics'
import { metricsText } from '@pk-auto/telemetry/metrics'
import { startPushService } from '@pk-auto/testing/fakes/push-service'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type NotifyFixture, startNotifyFixture, VAPID } from './notify-fixture.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const LONGEST = 30 * MINUTE
const AWAY = { status: 503 }
let it: NotifyFixture
beforeAll(async () => {
  // Fewer tries than in production: a day of them takes long.
  it = await startNotifyFixture({ timeoutMs: 300, longestMs: LONGEST })
})
afterAll(() => it[Symbol.asyncDispose]())
beforeEach(async () => {
  it.pushes.state.outage = undefined
  await it.sweepFor(HOUR)
  it.pushes.state.turnedAway = 0
})

/** One message that waits for a browser of its reader. */
async function messageWaits() {
  const [ali, sana, conversation] = [it.person(), it.person(), newId()]
  const browser = await it.browserOf(sana)
  await it.wrote(ali, sana, conversation, 1)
  return { ali, sana, conversation, browser }
}
const counted = async (channel: string, outcome: string): Promise<number> =>
  [...(await metricsText()).matchAll(/^notify_deliveries_total\{(.*)\} (\d+)$/gm)]
    .filter(([, labels = '']) => labels.includes(`channel="${channel}"`))
    .filter(([, labels = '']) => labels.includes(`outcome="${outcome}"`))
    .reduce((sum, [, , value]) => sum + Number(value), 0)

test.for([
  ['a minute', MINUTE],
  ['an hour', HOUR],
] as const)('after an outage of %s each push arrives once', async ([, ms]) => {
  const before = await counted('push', 'deferred')
  const { sana, browser } = await messageWaits()
  it.pushes.state.outage = AWAY
  await it.sweepFor(ms)
  expect(await it.deliveriesOf(sana)).toMatchObject([{ state: 'due' }])
  it.pushes.state.outage = undefined
  await it.sweepFor(LONGEST)
  expect(it.shown(browser)).toHaveLength(1)
  expect(await it.deliveriesOf(sana)).toMatchObject([{ state: 'sent' }])
  await it.sweepFor(HOUR)
  expect(it.shown(browser)).toHaveLength(1)
  // Each that waits counts once, however often it is tried.
  expect(await counted('push', 'deferred')).toBe(before + 1)
})

test('what is as old as a push may get is given up, what is younger arrives', async () => {
  const before = await counted('push', 'expired')
  it.pushes.state.outage = AWAY
  const old = await messageWaits()
  await it.sweepFor(2 * MINUTE)
  const young = await messageWaits()
  await it.sweepFor(24 * HOUR - MINUTE)
  it.pushes.state.outage = undefined
  await it.sweepFor(HOUR)
  expect([it.shown(old.browser), it.shown(young.browser)]).toMatchObject([[], [{}]])
  const expired = { state: 'failed', reason: 'expired' }
  expect(await it.deliveriesOf(old.sana)).toMatchObject([expired])
  expect(await it.deliveriesOf(young.sana)).toMatchObject([{ state: 'sent' }])
  expect(await counted('push', 'expired')).toBe(before + 1)
})

test('the age is that of the newest message a push stands for', async () => {
  const { ali, sana, conversation, browser } = await messageWaits()
  it.pushes.state.outage = AWAY
  await it.sweepFor(23 * HOUR)
  await it.wrote(ali, sana, conversation, 2)
  await it.sweepFor(2 * HOUR)
  it.pushes.state.outage = undefined
  await it.sweepFor(LONGEST)
  expect(it.shown(browser)).toHaveLength(1)
  expect(await it.deliveriesOf(sana)).toMatchObject([{ state: 'sent', events: 2 }])
})

test('what is read during an outage is dropped, not sent', async () => {
  const { ali, sana, conversation, browser } = await messageWaits()
  it.pushes.state.outage = AWAY
  await it.sweepFor(HOUR)
  it.others.sides.set(`${conversation} ${sana.personId}`, {
    ...{ unread: 0, readSeq: 1, peer: ali.personId },
  })
  it.pushes.state.outage = undefined
  await it.sweepFor(HOUR)
  expect(it.shown(browser)).toEqual([])
  expect(await it.deliveriesOf(sana)).toMatchObject([{ state: 'dropped', reason: 'read' }])
})

test.for([
  ['in seconds', () => '1800'],
  ['as a moment', (now: Date) => new Date(now.getTime() + HOUR / 2).toUTCString()],
] as const)('a push service that names its time %s is not asked before', async ([, wait]) => {
  const { browser } = await messageWaits()
  await it.sweepFor(4_000)
  it.pushes.state.outage = { status: 503, retryAfter: wait(new Date(it.clock.now())) }
  await it.sweepFor(5_000)
  expect(it.pushes.state.turnedAway).toBe(1)
  it.pushes.state.outage = undefined
  await it.sweepFor(HOUR / 2 - 10_000)
  expect(it.shown(browser)).toEqual([])
  await it.sweepFor(12_000)
  expect(it.shown(browser)).toHaveLength(1)
})

test('a time that is later than a push lives ends it', async () => {
  const { sana } = await messageWaits()
  it.pushes.state.outage = { status: 429, retryAfter: String(25 * 3_600) }
  await it.sweepFor(MINUTE)
  expect(it.pushes.state.turnedAway).toBe(1)
  expect(await it.deliveriesOf(sana)).toMatchObject([{ state: 'failed', reason: 'expired' }])
})

test.for([
  ...[400, 401, 403, 413].map((status) => [status, 'refused'] as const),
  ...[404, 410].map((status) => [status, 'gone'] as const),
])('%i is for good: nobody asks again', async ([status, reason]) => {
  const { sana } = await messageWaits()
  it.pushes.state.outage = { status }
  await it.sweepFor(HOUR)
  expect(it.pushes.state.turnedAway).toBe(1)
  expect(await it.deliveriesOf(sana)).toMatchObject([{ state: 'failed', reason }])
})

test('a push service that is silent holds up nothing that goes elsewhere', async () => {
  await using other = await startPushService(VAPID.VAPID_PUBLIC_KEY)
  it.pushes.state.outage = 'silent'
  const waiting = []
  // More than one batch.
  for (let index = 0; index < 60; index += 1) waiting.push(await messageWaits())
  await it.deliver(6_000)
  // All are due again, before what is new.
  it.clock.advance(10_000)
  const [ali, sana] = [it.person(), it.person()]
  const browser = await it.browserOf(sana, other)
  await it.wrote(ali, sana, newId(), 1)
  it.clock.advance(5_000)
  it.pushes.state.turnedAway = 0
  await it.service.deliver()
  expect(other.pushed.map(({ browser: id }) => id)).toEqual([browser.id])
  expect(it.pushes.state.turnedAway).toBe(0)
  // Now and then one push asks for all.
  await it.sweepFor(5 * MINUTE)
  expect(it.pushes.state.turnedAway).toBeGreaterThan(0)
  expect(it.pushes.state.turnedAway).toBeLessThanOrEqual(10)
  it.pushes.state.outage = undefined
  await it.sweepFor(LONGEST)
  for (const { browser: waited } of waiting) expect(it.shown(waited)).toHaveLength(1)
})

async function mailWaits() {
  const person = it.person()
  const address = `${newId()}@example.pk`
  it.others.emails.set(person.personId, address)
  await it.client.changePreferences({ purposes: [], quietOff: true }, await it.as(person))
  const event = SavedChangeEvent.fromPartial({
    ...{ personId: person.personId, listingId: newId(), version: 4 },
    kind: SavedChangeKind.SAVED_CHANGE_KIND_SOLD,
  })
  await it.publish(SAVED_CHANGES, event)
  return { person, address }
}
const mailOf = async (person: Person) =>
  (await it.deliveriesOf(person)).find(({ channel }) => channel === 'email')

test('mails wait for their server by age too: the old one is given up, one arrives', async () => {
  it.mailServer.state.isBusy = true
  const old = await mailWaits()
  await it.sweepFor(2 * MINUTE)
  const young = await mailWaits()
  await it.sweepFor(HOUR)
  expect(await mailOf(old.person)).toMatchObject({ state: 'due' })
  await it.sweepFor(23 * HOUR - MINUTE)
  it.mailServer.state.isBusy = false
  await it.sweepFor(HOUR)
  expect([old, young].map(({ address }) => it.mailServer.to(address).length)).toEqual([0, 1])
  expect(await mailOf(old.person)).toMatchObject({ state: 'failed', reason: 'expired' })
  expect(await mailOf(young.person)).toMatchObject({ state: 'sent' })
})

test.for(['unwelcome', 'unwanted text'] as const)(
  'a mail that is %s is refused for good',
  async (mishap) => {
    const { person, address } = await mailWaits()
    it.mailServer.mishaps.push(mishap)
    await it.sweepFor(HOUR)
    expect(it.mailServer.to(address)).toEqual([])
    expect(await mailOf(person)).toMatchObject({ state: 'failed', reason: 'refused' })
  },
)
