// What stands behind the bell: who is told what, once, in both languages, and nobody else.
import type { Person } from '@pk-auto/kernel/actor'
import { newId } from '@pk-auto/kernel/id'
import { SavedChangeEvent, SavedChangeKind } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { LeadEvent, OfferEvent } from '@pk-auto/proto/pkauto/leads/v1/events'
import { ContactKind, OfferState, Side } from '@pk-auto/proto/pkauto/leads/v1/leads'
import { AlertEvent, AlertKind } from '@pk-auto/proto/pkauto/search/v1/events'
import { ALERTS, LEADS, OFFERS, SAVED_CHANGES } from '@pk-auto/proto/topics'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type NotifyFixture, startNotifyFixture } from './notify-fixture.ts'

const HOUR = 3_600_000
let it: NotifyFixture
beforeAll(async () => {
  it = await startNotifyFixture()
})
afterAll(() => it[Symbol.asyncDispose]())

const kinds = async (person: Person) => (await it.centre(person)).items.map(({ kind }) => kind)

type Step = { state: OfferState; by: Side; version: number }
const offerOf = (buyer: Person, seller: Person, step: Step, ids = { offer: newId() }) =>
  OfferEvent.fromPartial({
    ...{
      offerId: ids.offer,
      leadId: newId(),
      listingId: newId(),
      conversationId: newId(),
      ...step,
    },
    ...{ buyerId: buyer.personId, sellerId: seller.personId },
    price: { minor: 285_000_000n, currency: 'PKR' },
    expiresAt: new Date(it.clock.now().getTime() + 72 * HOUR),
  })
const {
  OFFER_STATE_OPEN: OPEN,
  OFFER_STATE_COUNTERED: COUNTERED,
  OFFER_STATE_ACCEPTED: ACCEPTED,
  OFFER_STATE_WITHDRAWN: WITHDRAWN,
} = OfferState
const { SIDE_BUYER: BUYER, SIDE_SELLER: SELLER } = Side

test('a step of an offer rings, but not in a conversation that is silenced', async () => {
  const [buyer, seller] = [it.person(), it.person()]
  const browser = await it.browserOf(seller)
  for (const muted of [false, true]) {
    const event = offerOf(buyer, seller, { state: WITHDRAWN, by: BUYER, version: 2 })
    const side = { unread: 0, peer: buyer.personId, muted }
    it.others.sides.set(`${event.conversationId} ${seller.personId}`, side)
    await it.publish(OFFERS, event)
    await it.deliver(HOUR)
    expect(it.shown(browser)).toHaveLength(1)
  }
  expect(await kinds(seller)).toEqual(['offer-withdrawn', 'offer-withdrawn'])
  expect(await it.deliveriesOf(seller)).toContainEqual(
    expect.objectContaining({ channel: 'push', state: 'dropped', reason: 'silenced' }),
  )
})

test('each step of an offer is news to the one whose step it was not', async () => {
  const [buyer, seller, offer] = [it.person(), it.person(), newId()]
  const steps: Step[] = [
    { state: OPEN, by: BUYER, version: 1 },
    { state: COUNTERED, by: SELLER, version: 2 },
    { state: ACCEPTED, by: SELLER, version: 3 },
  ]
  for (const step of steps) await it.publish(OFFERS, offerOf(buyer, seller, step, { offer }))
  expect(await kinds(buyer)).toEqual(['offer-countered'])
  expect(await kinds(seller)).toEqual(['offer-accepted', 'offer-made'])
  const withdrawn = offerOf(buyer, seller, { state: WITHDRAWN, by: BUYER, version: 2 })
  await it.publish(OFFERS, withdrawn)
  expect(await kinds(seller)).toEqual(['offer-withdrawn', 'offer-accepted', 'offer-made'])
})

test('an entry says what it is about in both languages, and leads there', async () => {
  const [buyer, seller] = [it.person(), it.person()]
  const event = offerOf(buyer, seller, { state: OPEN, by: BUYER, version: 1 })
  it.others.titles.set(event.listingId, { en: 'Toyota Corolla 2015', ur: 'ٹویوٹا کرولا 2015' })
  await it.publish(OFFERS, event)
  const { items, unread } = await it.centre(seller)
  expect(items).toMatchObject([
    {
      title: { en: 'New offer: Rs 28,50,000', ur: 'نئی پیشکش: 28,50,000 روپے' },
      body: { en: expect.stringContaining('Toyota Corolla 2015') },
      path: `/chat/${event.conversationId}`,
      readAt: undefined,
    },
  ])
  expect(unread).toBe(1)
})

test('a saved ad, a saved search and a call are news; a message has its own list', async () => {
  const [sana, ali, listingId] = [it.person(), it.person(), newId()]
  await it.publish(
    SAVED_CHANGES,
    SavedChangeEvent.fromPartial({
      ...{ personId: sana.personId, listingId, version: 4 },
      kind: SavedChangeKind.SAVED_CHANGE_KIND_SOLD,
    }),
  )
  const alert = {
    ...{ searchId: newId(), personId: sana.personId, total: 12, listingIds: [listingId] },
    kind: AlertKind.ALERT_KIND_NEW,
  }
  await it.publish(ALERTS, AlertEvent.fromPartial({ ...alert, channels: ['in-app'] }))
  await it.publish(ALERTS, AlertEvent.fromPartial({ ...alert, channels: ['push'] }))
  const lead = { leadId: newId(), listingId, buyerId: ali.personId, sellerId: sana.personId }
  for (const [lastKind, contacts] of [
    [ContactKind.CONTACT_KIND_MESSAGE, 1],
    [ContactKind.CONTACT_KIND_CALLBACK, 2],
  ] as const)
    await it.publish(
      LEADS,
      LeadEvent.fromPartial({ ...lead, lastKind, contacts, lastContactAt: it.clock.now() }),
    )
  await it.wrote(ali, sana, newId(), 1)
  expect(await kinds(sana)).toEqual(['contact-callback', 'alert-new', 'sold'])
  const { items } = await it.centre(sana)
  expect(items[1]).toMatchObject({
    ...{ title: { en: '12 cars for your saved search' }, path: `/me/alerts/${alert.searchId}` },
  })
})

test('a state that is published again, or an old one of a new consumer, is no news', async () => {
  const [buyer, seller] = [it.person(), it.person()]
  const event = offerOf(buyer, seller, { state: OPEN, by: BUYER, version: 1 })
  await it.publish(OFFERS, event)
  await it.publish(OFFERS, event)
  const longOver = {
    ...offerOf(buyer, seller, { state: ACCEPTED, by: BUYER, version: 2 }),
    expiresAt: new Date(it.clock.now().getTime() - 25 * HOUR),
  }
  await it.publish(OFFERS, longOver)
  expect(await kinds(seller)).toEqual(['offer-made'])
  expect(await kinds(buyer)).toEqual([])
})

test('pages follow one another, and reading up to one entry reads all before it', async () => {
  const [buyer, seller] = [it.person(), it.person()]
  for (const version of [1, 2, 3, 4, 5])
    await it.publish(OFFERS, offerOf(buyer, seller, { state: OPEN, by: BUYER, version }))
  const first = await it.centre(seller, 2)
  const second = await it.centre(seller, 2, first.next)
  const third = await it.centre(seller, 2, second.next)
  expect([first, second, third].map(({ items }) => items.length)).toEqual([2, 2, 1])
  expect(third.next).toBe('')
  await it.client.markRead({ upTo: second.items[0]!.id }, await it.as(seller))
  expect(await it.client.countUnread({}, await it.as(seller))).toEqual({ notifications: 2 })
  const { items } = await it.centre(seller)
  expect(items.map(({ readAt }) => readAt !== undefined)).toEqual([false, false, true, true, true])
})

test('of many people at once: how much each has not read, and the latest five of it', async () => {
  const [buyer, seller, other] = [it.person(), it.person(), it.person()]
  for (const version of [1, 2, 3, 4, 5, 6, 7])
    await it.publish(OFFERS, offerOf(buyer, seller, { state: OPEN, by: BUYER, version }))
  await it.publish(OFFERS, offerOf(buyer, other, { state: OPEN, by: BUYER, version: 1 }))
  const personIds = [seller, other, buyer].map(({ personId }) => personId)
  const unread = async () =>
    new Map(
      (await it.client.readUnreadOf({ personIds: [...personIds, 'nobody'] })).people.map(
        ({ personId, ...rest }) => [personId, rest],
      ),
    )
  const { items } = await it.centre(seller)
  const ofOther = { notifications: 1, newest: (await it.centre(other)).items }
  const ofSeller = { notifications: 7, newest: items.slice(0, 5) }
  expect(await unread()).toEqual(
    new Map([
      [seller.personId, ofSeller],
      [other.personId, ofOther],
    ]),
  )
  await it.client.markRead({ upTo: items[0]!.id }, await it.as(seller))
  expect(await unread()).toEqual(new Map([[other.personId, ofOther]]))
})

test('a stranger’s entry and one that never was are absent alike', async () => {
  const [buyer, seller] = [it.person(), it.person()]
  await it.publish(OFFERS, offerOf(buyer, seller, { state: OPEN, by: BUYER, version: 1 }))
  const [entry] = (await it.centre(seller)).items
  const refusal = { code: 'NOTIFICATION_NOT_FOUND', kind: 'not_found' }
  for (const upTo of [entry!.id, newId(), 'x'])
    await expect(it.client.markRead({ upTo }, await it.as(buyer))).rejects.toMatchObject(refusal)
  expect(await it.client.countUnread({}, await it.as(seller))).toEqual({ notifications: 1 })
  await expect(it.centre(seller, 50, 'bm9wZQ')).rejects.toMatchObject({ code: 'INVALID_CURSOR' })
  await expect(it.centre(seller, 101)).rejects.toMatchObject({ code: 'INVALID_LIMIT' })
})

test('preferences show every purpose, keep what is chosen, refuse what there is not', async () => {
  const sana = it.person()
  const change = async (wish: object) =>
    it.client.changePreferences({ purposes: [], quietOff: false, ...wish }, await it.as(sana))
  const before = await it.client.getPreferences({}, await it.as(sana))
  expect(before.purposes.map(({ purpose }) => purpose)).toEqual([
    ...['messages', 'offers', 'contacts', 'saved-ads', 'alerts'],
  ])
  expect(before).toMatchObject({
    ...{ quiet: undefined, quietOff: false, standard: { from: 22 * 60, to: 8 * 60 } },
  })
  await change({ purposes: [{ purpose: 'alerts', channels: { push: false } }] })
  const hours = { from: 23 * 60, to: 7 * 60, zone: 'Asia/Karachi' }
  const after = await change({ quiet: hours })
  expect(after.quiet).toEqual(hours)
  expect(after.purposes.at(-1)!.channels).toMatchObject({ push: false, email: true })
  for (const wrong of [
    { purposes: [{ purpose: 'adverts', channels: { push: true } }] },
    { purposes: [{ purpose: 'messages', channels: { 'in-app': true } }] },
    { quiet: { ...hours, to: 23 * 60 } },
    { quiet: { ...hours, zone: 'Mars/Olympus' } },
  ])
    await expect(change(wrong)).rejects.toMatchObject({ code: 'INVALID_PREFERENCES' })
  expect(await it.client.getPreferences({}, await it.as(sana))).toEqual(after)
})

test('an erased person is in no table any more', async () => {
  const [buyer, seller] = [it.person(), it.person()]
  await it.speaks(seller, 'ur')
  await it.browserOf(seller)
  await it.publish(OFFERS, offerOf(buyer, seller, { state: OPEN, by: BUYER, version: 1 }))
  await it.client.changePreferences({ purposes: [], quietOff: true }, await it.as(seller))
  await it.erase(seller)
  for (const table of [
    ...['recipient', 'news', 'notification', 'delivery', 'preference', 'push_subscription'],
  ])
    expect(
      await it.rows(`select 1 from ${table} where person_id = $1`, [seller.personId]),
      table,
    ).toEqual([])
})
