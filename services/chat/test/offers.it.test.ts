// Steps of offers in the log: numbered like messages, written once, by those who take part.
import { newId } from '@pk-auto/kernel/id'
import { EventType } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatFixture, startChatFixture } from './chat-fixture.ts'

let fixture: ChatFixture
let { as, person, chat, leads, pair, send, read, list, eventsOf } = {} as ChatFixture
beforeAll(async () => {
  fixture = await startChatFixture()
  ;({ as, person, chat, leads, pair, send, read, list, eventsOf } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const price = { minor: 285_000_000n, currency: 'PKR' }
const append = (conversationId: string, actorId: string, more: object = {}) =>
  leads.appendEvent({
    ...{ conversationId, actorId, clientId: newId() },
    offer: { offerId: newId(), step: 'made', price },
    ...more,
  })

test('a step stands between the messages, once, and is unread until it is seen', async () => {
  const { buyer, seller, id } = await pair()
  await send(buyer, id, 'salam')
  const step = { clientId: newId(), offer: { offerId: newId(), step: 'made', price } }
  expect(await append(id, buyer.personId, step)).toMatchObject({ seq: 2n, repeated: false })
  expect(await append(id, buyer.personId, step)).toMatchObject({ seq: 2n, repeated: true })
  await send(seller, id, 'ok')
  const events = (await read(seller, id))?.events
  expect(events?.map(({ type }) => type)).toEqual([
    EventType.EVENT_TYPE_MESSAGE,
    EventType.EVENT_TYPE_OFFER,
    EventType.EVENT_TYPE_MESSAGE,
  ])
  expect(events?.[1]).toMatchObject({ ...step, actorId: buyer.personId, text: undefined })
  expect((await list(seller)).items[0]?.side).toMatchObject({ unread: 2 })
  const seen = { conversationId: id, readSeq: 1n, deliveredSeq: 0n }
  expect(await chat.markSeen(seen, await as(seller))).toMatchObject({ unread: 1 })
  expect(await eventsOf(id)).toHaveLength(3)
})

test('a step names lead, version and end; a repeat without them is the same', async () => {
  const { buyer, seller, id } = await pair()
  const offer = { offerId: newId(), step: 'made', price }
  const more = { leadId: newId(), version: 1, expiresAt: new Date('2026-12-01T12:00:00Z') }
  const clientId = newId()
  await append(id, buyer.personId, { clientId, offer: { ...offer, ...more } })
  expect((await read(seller, id))?.events).toMatchObject([{ offer: { ...offer, ...more } }])
  expect((await list(seller)).items[0]?.last).toMatchObject({ offer: more })
  expect(await append(id, buyer.personId, { clientId, offer })).toMatchObject({ repeated: true })
  await append(id, buyer.personId, { offer: { ...offer, step: 'withdrawn' } })
  expect((await read(seller, id, 1))?.events).toMatchObject([
    { offer: { leadId: '', version: 0, expiresAt: undefined } },
  ])
})

test('nobody else has a step written, and nobody who is blocked', async () => {
  const { buyer, seller, id } = await pair()
  await expect(append(id, person().personId)).rejects.toMatchObject({
    code: 'CONVERSATION_NOT_FOUND',
  })
  await expect(
    append(id, buyer.personId, { offer: { offerId: newId(), step: 'sold', price } }),
  ).rejects.toMatchObject({ code: 'INVALID_MESSAGE' })
  await chat.setSide({ conversationId: id, blocked: true }, await as(seller))
  await expect(append(id, buyer.personId)).rejects.toMatchObject({ code: 'CONVERSATION_BLOCKED' })
  expect(await eventsOf(id)).toEqual([])
  const stranger = { conversationId: id, actorId: buyer.personId, clientId: newId() }
  await expect(chat.appendEvent(stranger)).rejects.toMatchObject({ code: 'CALLER_NOT_ALLOWED' })
})
