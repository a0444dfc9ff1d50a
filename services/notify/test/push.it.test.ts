// Pushes reach a real endpoint that decrypts them: once for what belongs together, never for what
// is read, muted, switched off or at night, and never to a browser that is gone.
import { newId } from '@pk-auto/kernel/id'
import { SavedChangeEvent, SavedChangeKind } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { SAVED_CHANGES } from '@pk-auto/proto/topics'
import { metricsText } from '@pk-auto/telemetry/metrics'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type NotifyFixture, startNotifyFixture } from './notify-fixture.ts'

const SECOND = 1_000
const HOUR = 3_600_000
let it: NotifyFixture
beforeAll(async () => {
  it = await startNotifyFixture()
})
afterAll(() => it[Symbol.asyncDispose]())

/** A price drop of an ad that somebody saved. */
const dropFor = (person: { personId: string }, listingId = newId(), version = 3) =>
  SavedChangeEvent.fromPartial({
    ...{ personId: person.personId, listingId, version },
    kind: SavedChangeKind.SAVED_CHANGE_KIND_PRICE_DROPPED,
    from: { minor: 300_000_000n, currency: 'PKR' },
    to: { minor: 285_000_000n, currency: 'PKR' },
  })
const drops = async (person: { personId: string }) => it.publish(SAVED_CHANGES, dropFor(person))

test('a message is pushed once it has not been read, encrypted, signed and in words', async () => {
  const [ali, sana, conversation] = [it.person(), it.person(), newId()]
  it.others.names.set(ali.personId, 'Ali')
  const browser = await it.browserOf(sana)
  await it.wrote(ali, sana, conversation, 1, { text: 'Is the Corolla still there?' })
  await it.deliver()
  expect(it.shown(browser)).toEqual([])
  await it.deliver(6 * SECOND)
  expect(it.pushes.pushed.at(-1)).toMatchObject({
    payload: {
      ...{ title: 'Ali', body: 'Is the Corolla still there?', url: `/chat/${conversation}` },
      tag: `conversation:${conversation}`,
    },
    ...{ urgency: 'high', signedFor: it.pushes.origin },
  })
  await it.deliver(HOUR)
  expect(it.shown(browser)).toHaveLength(1)
})

test('what nobody sends is late from its moment on, also where no sweep runs', async () => {
  const [ali, sana] = [it.person(), it.person()]
  await it.browserOf(sana)
  await it.wrote(ali, sana, newId(), 1)
  const late = async () =>
    Number(/notify_delivery_overdue_ms\{service="notify"\} (\d+)/.exec(await metricsText())?.[1])
  it.clock.advance(6 * SECOND + 600 * SECOND)
  await until('it is late by ten minutes', async () => (await late()) >= 600 * SECOND)
  await it.deliver()
  expect(await it.service.deliver()).toBe(0)
})

test('five messages of one conversation are one push, in the language of its reader', async () => {
  const [ali, sana, conversation] = [it.person(), it.person(), newId()]
  await it.speaks(sana, 'ur')
  const browser = await it.browserOf(sana)
  for (const seq of [1, 2, 3, 4, 5]) await it.wrote(ali, sana, conversation, seq)
  await it.deliver(6 * SECOND)
  expect(it.shown(browser)).toMatchObject([
    { title: 'کسی نے لکھا', body: '5 نئے پیغام', url: `/ur/chat/${conversation}` },
  ])
  // The next one keeps its distance from the last.
  await it.wrote(ali, sana, conversation, 6)
  await it.deliver(10 * SECOND)
  expect(it.shown(browser)).toHaveLength(1)
  await it.deliver(60 * SECOND)
  expect(it.shown(browser)).toHaveLength(2)
})

test.for([
  ['read meanwhile', { unread: 0, readSeq: 1 }, 'read'],
  ['in a muted conversation', { unread: 1, muted: true }, 'silenced'],
] as const)('a message that is %s is pushed to nobody', async ([, side, reason]) => {
  const [ali, sana] = [it.person(), it.person()]
  const browser = await it.browserOf(sana)
  await it.wrote(ali, sana, newId(), 1, side)
  await it.deliver(6 * SECOND)
  expect(it.shown(browser)).toEqual([])
  expect(await it.deliveriesOf(sana)).toMatchObject([{ state: 'dropped', reason }])
})

test('while chat is away a push waits, and goes out once it is back', async () => {
  const [ali, sana] = [it.person(), it.person()]
  const browser = await it.browserOf(sana)
  await it.wrote(ali, sana, newId(), 1)
  it.others.state.chatAway = true
  await expect(it.deliver(6 * SECOND)).rejects.toMatchObject({ kind: 'unavailable' })
  it.others.state.chatAway = false
  await it.deliver(it.config.news.leaseMs)
  expect(it.shown(browser)).toHaveLength(1)
})

test('while chat is away what does not ask it goes out all the same', async () => {
  const [ali, sana] = [it.person(), it.person()]
  const browser = await it.browserOf(sana)
  await it.wrote(ali, sana, newId(), 1)
  await drops(sana)
  it.others.state.chatAway = true
  await expect(it.deliver(6 * SECOND)).rejects.toMatchObject({ kind: 'unavailable' })
  it.others.state.chatAway = false
  expect(it.shown(browser)).toMatchObject([{ title: expect.stringContaining('28,50,000') }])
  await it.deliver(it.config.news.leaseMs)
  expect(it.shown(browser)).toHaveLength(2)
})

test('a number that comes again after a restore of chat is news, pushed once', async () => {
  const [ali, sana, conversation] = [it.person(), it.person(), newId()]
  const browser = await it.browserOf(sana)
  for (const epoch of [undefined, newId(), newId()]) {
    const side = { text: `of ${epoch}`, unread: 1 }
    for (const _ of [1, 2]) await it.wrote(ali, sana, conversation, 1, side, epoch)
    await it.deliver(HOUR)
    expect(it.shown(browser).at(-1)?.body).toBe(`of ${epoch}`)
  }
  expect(it.shown(browser)).toHaveLength(3)
})

test('the same event, once more and from both ends of a batch, is one push', async () => {
  const sana = it.person()
  const browser = await it.browserOf(sana)
  const [event, id] = [dropFor(sana), newId()]
  await Promise.all([
    it.publish(SAVED_CHANGES, event, id),
    it.publish(SAVED_CHANGES, event, id),
    it.publish(SAVED_CHANGES, event),
  ])
  await it.deliver()
  await it.publish(SAVED_CHANGES, event, id)
  await it.deliver(HOUR)
  expect(it.shown(browser)).toMatchObject([{ title: 'Now Rs 28,50,000, was Rs 30,00,000' }])
})

test('what can wait is held over the night, an offer of the person to choose is not', async () => {
  const sana = it.person()
  const browser = await it.browserOf(sana)
  const noon = it.clock.now()
  it.clock.set(new Date('2026-11-28T18:00:00Z'))
  await drops(sana)
  await it.deliver()
  expect(it.shown(browser)).toEqual([])
  it.clock.set(new Date('2026-11-29T02:59:00Z'))
  await it.deliver()
  expect(it.shown(browser)).toEqual([])
  it.clock.set(new Date('2026-11-29T03:00:00Z'))
  await it.deliver()
  expect(it.shown(browser)).toHaveLength(1)
  await it.client.changePreferences({ purposes: [], quietOff: true }, await it.as(sana))
  it.clock.set(new Date('2026-11-29T18:00:00Z'))
  await drops(sana)
  await it.deliver()
  expect(it.shown(browser)).toHaveLength(2)
  it.clock.set(new Date(Math.max(noon.getTime(), Date.parse('2026-11-30T07:00:00Z'))))
})

test('a purpose that is switched off before the send is not sent', async () => {
  const sana = it.person()
  const browser = await it.browserOf(sana)
  await drops(sana)
  const wish = { purposes: [{ purpose: 'saved-ads', channels: { push: false } }], quietOff: false }
  await it.client.changePreferences(wish, await it.as(sana))
  await it.deliver()
  expect(it.shown(browser)).toEqual([])
  expect(await it.deliveriesOf(sana)).toContainEqual(
    expect.objectContaining({ channel: 'push', state: 'dropped', reason: 'unwanted' }),
  )
})

test('a browser that is gone is forgotten; the others still get theirs', async () => {
  const sana = it.person()
  const [old, current] = [await it.browserOf(sana), await it.browserOf(sana)]
  old.forget()
  await drops(sana)
  await it.deliver()
  expect(it.shown(current)).toHaveLength(1)
  const left = await it.rows<{ endpoint: string }>(
    'select endpoint from push_subscription where person_id = $1',
    [sana.personId],
  )
  expect(left).toEqual([{ endpoint: current.subscription.endpoint }])
})

test('a push service that asks for patience gets it, a failing one is asked again', async () => {
  const sana = it.person()
  const browser = await it.browserOf(sana)
  it.pushes.mishaps.push({ status: 429, headers: { 'retry-after': '120' } }, { status: 503 })
  await drops(sana)
  await it.deliver()
  await it.deliver(119 * SECOND)
  expect(it.shown(browser)).toHaveLength(1)
  await it.deliver(1 * SECOND)
  expect(it.shown(browser)).toHaveLength(2)
  await it.deliver(20 * SECOND)
  expect(it.shown(browser)).toHaveLength(3)
  expect(await it.deliveriesOf(sana)).toContainEqual(
    expect.objectContaining({ channel: 'push', state: 'sent' }),
  )
})

test('a push says how much is unread in all, and nothing where nobody can say', async () => {
  const [ali, sana] = [it.person(), it.person()]
  const browser = await it.browserOf(sana)
  await it.wrote(ali, sana, newId(), 1, { unread: 3 })
  await it.deliver(6 * SECOND)
  expect(it.shown(browser).at(-1)).toMatchObject({ badge: 3 })
  await drops(sana)
  await it.deliver()
  expect(it.shown(browser).at(-1)).toMatchObject({ badge: 4 })
  it.others.state.countAway = true
  await drops(sana)
  await it.deliver()
  it.others.state.countAway = false
  expect(it.shown(browser)).toHaveLength(3)
  expect(it.shown(browser).at(-1)).not.toHaveProperty('badge')
})

test('a device that missed a push is asked again, one that has it is not', async () => {
  const sana = it.person()
  const [laptop, phone] = [await it.browserOf(sana), await it.browserOf(sana)]
  it.pushes.mishaps.push({ status: 503, browser: phone.id }, { status: 503, browser: phone.id })
  await drops(sana)
  await it.deliver()
  await it.deliver(10 * SECOND)
  await it.deliver(20 * SECOND)
  expect([it.shown(laptop), it.shown(phone)].map(({ length }) => length)).toEqual([1, 3])
  expect(await it.deliveriesOf(sana)).toContainEqual(
    expect.objectContaining({ channel: 'push', state: 'sent' }),
  )
})

test('a device that is never reached does not undo that another was', async () => {
  const sana = it.person()
  const [laptop, phone] = [await it.browserOf(sana), await it.browserOf(sana)]
  for (const _ of [1, 2, 3]) it.pushes.mishaps.push({ status: 503, browser: phone.id })
  await drops(sana)
  await it.deliver()
  await it.deliver(10 * SECOND)
  // As old as a push may get.
  await it.deliver(24 * HOUR)
  expect([it.shown(laptop), it.shown(phone)].map(({ length }) => length)).toEqual([1, 3])
  expect(await it.deliveriesOf(sana)).toContainEqual(
    expect.objectContaining({ channel: 'push', state: 'sent' }),
  )
  await it.deliver(24 * HOUR)
  expect(it.shown(phone)).toHaveLength(3)
})

test('what is new while a device is asked again reaches the other one too', async () => {
  const [ali, sana, conversation] = [it.person(), it.person(), newId()]
  const [laptop, phone] = [await it.browserOf(sana), await it.browserOf(sana)]
  it.pushes.mishaps.push({ status: 503, browser: phone.id })
  await it.wrote(ali, sana, conversation, 1)
  await it.deliver(6 * SECOND)
  await it.wrote(ali, sana, conversation, 2)
  await it.deliver(60 * SECOND)
  expect([it.shown(laptop), it.shown(phone)].map(({ length }) => length)).toEqual([2, 2])
})

test('a browser belongs to whoever signed in on it last, and ends when they say so', async () => {
  const [ali, sana] = [it.person(), it.person()]
  const browser = await it.browserOf(ali)
  await it.client.subscribePush(browser.subscription, await it.as(sana))
  await drops(ali)
  await drops(sana)
  await it.deliver()
  expect(it.shown(browser)).toHaveLength(1)
  const { endpoint } = browser.subscription
  await it.client.unsubscribePush({ endpoint }, await it.as(ali))
  await drops(sana)
  await it.deliver()
  expect(it.shown(browser)).toHaveLength(2)
  await it.client.unsubscribePush({ endpoint }, await it.as(sana))
  await drops(sana)
  await it.deliver()
  expect(it.shown(browser)).toHaveLength(2)
})

test.for([
  ['an address inside', { endpoint: 'http://10.0.0.1/x' }, 'endpoint'],
  ['another host', { endpoint: 'https://push.example.org/x' }, 'endpoint'],
  ['a host that only looks right', { endpoint: 'https://xpush.apple.com/x' }, 'endpoint'],
  ['a port', { endpoint: 'https://fcm.googleapis.com:8443/x' }, 'endpoint'],
  ['a key that is none', { p256dh: 'AAAA' }, 'keys.p256dh'],
  ['a secret that is none', { auth: 'x' }, 'keys.auth'],
] as const)('%s is no subscription', async ([, wrong, path]) => {
  const sana = it.person()
  const wish = { ...it.pushes.browser().subscription, ...wrong }
  await expect(it.client.subscribePush(wish, await it.as(sana))).rejects.toMatchObject({
    ...{ code: 'INVALID_PUSH_SUBSCRIPTION', fields: [{ path }] },
  })
})
