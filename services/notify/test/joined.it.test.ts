// What joins a delivery while it is judged: nothing of it is lost, and nothing rings twice.
import { newId } from '@pk-auto/kernel/id'
import { SavedChangeEvent, SavedChangeKind } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { SAVED_CHANGES } from '@pk-auto/proto/topics'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type NotifyFixture, startNotifyFixture } from './notify-fixture.ts'

const SETTLED_MS = 6_000
let it: NotifyFixture
beforeAll(async () => {
  it = await startNotifyFixture()
})
afterAll(() => it[Symbol.asyncDispose]())

test('a message that comes while an older one is judged as read is pushed', async () => {
  const [ali, sana, conversation] = [it.person(), it.person(), newId()]
  const browser = await it.browserOf(sana)
  await it.wrote(ali, sana, conversation, 5, { unread: 0, readSeq: 5 })
  it.others.state.meanwhile = () =>
    it.wrote(ali, sana, conversation, 6, { unread: 1, readSeq: 5, text: 'The sixth' })
  await it.deliver(SETTLED_MS)
  expect(it.shown(browser)).toMatchObject([{ body: 'The sixth' }])
  expect(await it.deliveriesOf(sana)).toMatchObject([{ state: 'sent', events: 2 }])
})

test('two messages that are both read while they are judged ring for nobody', async () => {
  const [ali, sana, conversation] = [it.person(), it.person(), newId()]
  const browser = await it.browserOf(sana)
  await it.wrote(ali, sana, conversation, 5, { unread: 0, readSeq: 5 })
  it.others.state.meanwhile = () => it.wrote(ali, sana, conversation, 6, { unread: 0, readSeq: 6 })
  await it.deliver(SETTLED_MS)
  expect(it.shown(browser)).toEqual([])
  expect(await it.deliveriesOf(sana)).toMatchObject([
    { state: 'dropped', reason: 'read', events: 2 },
  ])
})

test('a push that is about to go out says what has happened meanwhile, once', async () => {
  const [ali, sana, listingId] = [it.person(), it.person(), newId()]
  const browser = await it.browserOf(sana)
  const { SAVED_CHANGE_KIND_PRICE_DROPPED: DROPPED, SAVED_CHANGE_KIND_SOLD: SOLD } = SavedChangeKind
  const saved = SavedChangeEvent.fromPartial({
    ...{ personId: sana.personId, listingId, version: 3, kind: DROPPED },
    from: { minor: 300_000_000n, currency: 'PKR' },
    to: { minor: 285_000_000n, currency: 'PKR' },
  })
  // Chat is asked only where a message waits; this one was read.
  await it.wrote(ali, sana, newId(), 1, { unread: 0, readSeq: 1 })
  await it.publish(SAVED_CHANGES, saved)
  it.others.state.meanwhile = () => it.publish(SAVED_CHANGES, { ...saved, kind: SOLD, version: 4 })
  await it.deliver(SETTLED_MS)
  expect(it.shown(browser)).toMatchObject([{ title: 'A car you saved is sold' }])
  expect(await it.deliveriesOf(sana)).toContainEqual(
    expect.objectContaining({ channel: 'push', state: 'sent', events: 2 }),
  )
})
