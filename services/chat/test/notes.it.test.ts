// Notes in the logs about an ad: one for each change of its state, unread by nobody.
import { newId } from '@pk-auto/kernel/id'
import { Audience, ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { EventType } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatFixture, startChatFixture } from './chat-fixture.ts'

let fixture: ChatFixture
let { person, send, read, list, open, publishAds, eventsOf, rows } = {} as ChatFixture
beforeAll(async () => {
  fixture = await startChatFixture()
  ;({ person, send, read, list, open, publishAds, eventsOf, rows } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const {
  LISTING_STATE_LIVE: LIVE,
  LISTING_STATE_SOLD: SOLD,
  LISTING_STATE_CLOSED: CLOSED,
  LISTING_STATE_EXPIRED: EXPIRED,
} = ListingState
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** A live ad, its seller, and as many who ask about it. */
async function scene(buyers = 1) {
  const [ad, seller] = [newId(), person()]
  await publishAds({ id: ad, version: 1, state: LIVE })
  const asking = await Promise.all(
    Array.from({ length: buyers }, async () => {
      const buyer = person()
      return { buyer, id: await open(buyer, seller, ad) }
    }),
  )
  const [{ buyer, id }] = asking as [(typeof asking)[number]]
  const notes = async (conversation = id) =>
    ((await read(seller, conversation))?.events ?? []).flatMap(({ type, note }) =>
      type === EventType.EVENT_TYPE_SYSTEM ? [note] : [],
    )
  return { ad, seller, asking, buyer, id, notes }
}

test('sold, back and taken down: a note each in every conversation about the ad', async () => {
  const { ad, asking, seller, notes } = await scene(3)
  const other = await open(asking[0]!.buyer, seller, newId())
  await publishAds({ id: ad, version: 2, state: SOLD })
  await publishAds({ id: ad, version: 3, state: LIVE })
  await publishAds({ id: ad, version: 4, state: LIVE })
  await publishAds({ id: ad, version: 5, state: EXPIRED })
  await publishAds({ id: ad, version: 6, state: CLOSED })
  for (const { id } of asking)
    expect(await notes(id)).toEqual(['ad-sold', 'ad-available', 'ad-removed'])
  expect(await notes(other)).toEqual([])
})

test('the same event again, and one that comes late, write nothing', async () => {
  const { ad, notes, id } = await scene()
  await publishAds({ id: ad, version: 3, state: SOLD })
  const [before] = await rows(`select last_seq from conversation where id = '${id}'`)
  for (const version of [3, 2, 1])
    await publishAds({ id: ad, version, state: version === 3 ? SOLD : LIVE })
  expect(await notes()).toEqual(['ad-sold'])
  expect(await rows(`select last_seq from conversation where id = '${id}'`)).toEqual([before])
})

test('what is first known of an ad is no news', async () => {
  const [ad, seller, buyer] = [newId(), person(), person()]
  const id = await open(buyer, seller, ad)
  await publishAds({ id: ad, version: 9, state: SOLD })
  expect((await read(buyer, id))?.events).toEqual([])
  await publishAds({ id: ad, version: 10, state: LIVE })
  expect((await read(buyer, id))?.events.map(({ note }) => note)).toEqual(['ad-available'])
})

test('one that nobody else sees any more is taken down, as is an erased one', async () => {
  const hidden = await scene()
  const audience = Audience.AUDIENCE_SELLER
  await publishAds({ id: hidden.ad, version: 2, state: LIVE, audience })
  expect(await hidden.notes()).toEqual(['ad-removed'])
  const erased = await scene()
  for (const _ of [1, 2]) await publishAds({ id: erased.ad })
  expect(await erased.notes()).toEqual(['ad-removed'])
})

test('a note has the next number, is unread by nobody and is not the last word', async () => {
  const { ad, buyer, seller, id } = await scene()
  await send(buyer, id, 'salam')
  const [marks] = (await list(seller)).items
  await publishAds({ id: ad, version: 2, state: SOLD })
  await send(seller, id, 'sorry')
  const page = await read(buyer, id)
  const log = [
    [1, EventType.EVENT_TYPE_MESSAGE, buyer.personId],
    [2, EventType.EVENT_TYPE_SYSTEM, NOBODY],
    [3, EventType.EVENT_TYPE_MESSAGE, seller.personId],
  ]
  const bare = (event: { seq: bigint; type: EventType; actorId: string }) => [
    ...[Number(event.seq), event.type, event.actorId],
  ]
  expect(page?.events.map(bare)).toEqual(log)
  expect(page?.events[1]).toMatchObject({ actorId: NOBODY, clientId: undefined, text: undefined })
  const [row] = (await list(seller)).items
  expect(row?.side).toMatchObject({ unread: 1 })
  expect(Number(row?.side?.feedSeq)).toBe(Number(marks?.side?.feedSeq) + 2)
  expect((await list(buyer)).items[0]).toMatchObject({ side: { unread: 1 }, last: { seq: 3n } })
  expect((await eventsOf(id)).map(bare)).toEqual(log)
})

test('an archived conversation stays archived, a blocked one blocked', async () => {
  const { ad, buyer, id, notes } = await scene()
  const wanted = { conversationId: id, archived: true, blocked: true }
  await fixture.chat.setSide(wanted, await fixture.as(buyer))
  await publishAds({ id: ad, version: 2, state: SOLD })
  expect((await list(buyer)).items[0]?.side).toMatchObject({ archived: true, blocked: true })
  expect(await notes()).toEqual(['ad-sold'])
})

test('with the people who are erased goes no note, and no number', async () => {
  const { ad, buyer, seller, id, notes } = await scene()
  await send(buyer, id, 'salam')
  await publishAds({ id: ad, version: 2, state: SOLD })
  await fixture.erasePeople(buyer, seller)
  expect(await notes()).toEqual(['ad-sold'])
  expect((await read(buyer, id))?.events.map(({ text }) => text)).toEqual(['', undefined])
})

test('while people write and ads change, the numbers have no hole', async () => {
  const scenes = await Promise.all([scene(3), scene(3)])
  const asking = scenes.flatMap((one) => one.asking)
  await Promise.all([
    ...asking.flatMap(({ buyer, id }) => [1, 2, 3, 4].map((n) => send(buyer, id, `${n}`))),
    (async () => {
      for (let version = 2; version < 8; version++)
        await publishAds(
          ...scenes.map(({ ad }) => ({ id: ad, version, state: version % 2 ? LIVE : SOLD })),
        )
    })(),
  ])
  const breaches = await rows(`
    select c.id from conversation c join conversation_event e on e.conversation_id = c.id
    group by c.id having count(*) <> max(e.seq) or max(e.seq) <> max(c.last_seq)`)
  expect(breaches).toEqual([])
  for (const { id } of asking) {
    const page = await read(asking.find((one) => one.id === id)!.buyer, id)
    const notes = page?.events.filter(({ type }) => type === EventType.EVENT_TYPE_SYSTEM)
    // Changes that come together are one: what counts is how it ended.
    expect(notes?.length).toBeGreaterThan(0)
    expect(page?.events.length).toBe(4 + (notes?.length ?? 0))
  }
})
