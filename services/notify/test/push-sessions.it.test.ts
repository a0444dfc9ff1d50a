// Nothing is pushed to a device whose session is over, whatever ended it.
import { newId } from '@pk-auto/kernel/id'
import { SavedChangeEvent, SavedChangeKind } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { SAVED_CHANGES } from '@pk-auto/proto/topics'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type NotifyFixture, startNotifyFixture } from './notify-fixture.ts'

const HOUR = 3_600_000
let it: NotifyFixture
beforeAll(async () => {
  it = await startNotifyFixture()
})
afterAll(() => it[Symbol.asyncDispose]())

/** An ad that somebody saved is sold. */
const sold = ({ personId }: { personId: string }) =>
  it.publish(
    SAVED_CHANGES,
    SavedChangeEvent.fromPartial({
      ...{ personId, listingId: newId(), version: 3 },
      kind: SavedChangeKind.SAVED_CHANGE_KIND_SOLD,
    }),
  )

test('a device that was signed out is shown nothing more, its person’s others are', async () => {
  const sana = it.person()
  const elsewhere = { ...sana, sessionId: newId() }
  const [lost, other] = [await it.browserOf(sana), await it.browserOf(elsewhere)]
  it.others.state.signedOut.add(sana.sessionId)
  await sold(sana)
  await it.deliver()
  expect([it.shown(lost).length, it.shown(other).length]).toEqual([0, 1])
  expect(await it.subscriptionsOf(sana)).toEqual([elsewhere.sessionId])
})

test('a browser in which its person signs in again takes pushes again', async () => {
  const sana = it.person()
  const browser = await it.browserOf(sana)
  it.others.state.signedOut.add(sana.sessionId)
  const again = { ...sana, sessionId: newId() }
  await it.client.subscribePush(browser.subscription, await it.as(again))
  await sold(sana)
  await it.deliver()
  expect(it.shown(browser)).toHaveLength(1)
})

test('who signs in again while a push finds the old session over stays subscribed', async () => {
  const sana = it.person()
  const browser = await it.browserOf(sana)
  it.others.state.signedOut.add(sana.sessionId)
  const again = { ...sana, sessionId: newId() }
  it.others.state.meanwhile = async () =>
    void (await it.client.subscribePush(browser.subscription, await it.as(again)))
  await sold(sana)
  await it.deliver()
  expect(await it.subscriptionsOf(sana)).toEqual([again.sessionId])
})

test('while nobody knows who is signed in a push waits', async () => {
  const sana = it.person()
  const browser = await it.browserOf(sana)
  await sold(sana)
  it.others.state.identityAway = true
  await it.deliver()
  it.others.state.identityAway = false
  expect(it.shown(browser)).toEqual([])
  await it.deliver(HOUR)
  expect(it.shown(browser)).toHaveLength(1)
})
