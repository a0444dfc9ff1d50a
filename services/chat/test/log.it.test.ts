// One log per conversation: numbered without a hole, written once, read by its two people alone.
import { newId } from '@pk-auto/kernel/id'
import { EventType } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatFixture, startChatFixture } from './chat-fixture.ts'

let fixture: ChatFixture
let { as, person, chat, leads, open, pair, send, read, clock, eventsOf } = {} as ChatFixture
beforeAll(async () => {
  fixture = await startChatFixture()
  ;({ as, person, chat, leads, open, pair, send, read, clock, eventsOf } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const seqsOf = (page: Awaited<ReturnType<typeof read>>) =>
  (page?.events ?? []).map(({ seq }) => Number(seq))
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

test('two people who write at once get one log, the same for both and for the topic', async () => {
  const { buyer, seller, id } = await pair()
  const texts = upTo(60).map((i) => `message ${i}`)
  const acks = await Promise.all(
    texts.map((text, i) => send(i % 2 === 0 ? buyer : seller, id, text)),
  )
  const [ofBuyer, ofSeller] = [await read(buyer, id), await read(seller, id)]
  expect(seqsOf(ofBuyer)).toEqual(upTo(60))
  expect(ofSeller?.events).toEqual(ofBuyer?.events)
  const byNumber = new Map(ofBuyer?.events.map(({ seq, text }) => [seq, text]))
  expect(acks.map(({ seq }) => byNumber.get(seq))).toEqual(texts)
  expect((await eventsOf(id)).map(({ seq }) => Number(seq))).toEqual(upTo(60))
})

test('a clientId sends once, repeated at once, a month later or after deletion', async () => {
  const { buyer, id } = await pair()
  const clientId = newId()
  // They are written together.
  const barrier = { database: fixture.testDb, table: 'conversation', connections: 1 }
  const sends = await atOnce(12, () => send(buyer, id, 'Is it still there?', clientId), barrier)
  const acks = sends.map((sent) => (sent.status === 'fulfilled' ? sent.value : undefined))
  expect(new Set(acks.map((ack) => ack?.seq))).toEqual(new Set([1n]))
  expect(acks.filter((ack) => ack?.repeated === false)).toHaveLength(1)
  await chat.deleteMessage({ conversationId: id, seq: 1n }, await as(buyer))
  clock.advance(40 * 86_400_000)
  expect(await send(buyer, id, 'Is it still there?', clientId)).toMatchObject({ seq: 1n })
  expect(seqsOf(await read(buyer, id))).toEqual([1, 2])
  await expect(send(buyer, id, 'Another text', clientId)).rejects.toMatchObject({
    code: 'MESSAGE_KEY_REUSED',
  })
})

test('a clientId of another person, or in another conversation, is another message', async () => {
  const { buyer, seller, id } = await pair()
  const other = await open(buyer, seller)
  const clientId = newId()
  await send(buyer, id, 'salam', clientId)
  expect(await send(seller, id, 'salam', clientId)).toMatchObject({ seq: 2n, repeated: false })
  expect(await send(buyer, other, 'salam', clientId)).toMatchObject({ seq: 1n, repeated: false })
})

test('whoever takes no part finds nothing, like one that never was', async () => {
  const { buyer, id } = await pair()
  const stranger = person()
  await send(buyer, id, 'salam')
  for (const unseen of [id, newId(), 'no id']) {
    const message = { conversationId: unseen, seq: 1n }
    const them = await as(stranger)
    for (const attempt of [
      () => send(stranger, unseen, 'salam'),
      () => chat.editMessage({ ...message, text: 'x' }, them),
      () => chat.deleteMessage(message, them),
      () => chat.markSeen({ conversationId: unseen, readSeq: 1n, deliveredSeq: 1n }, them),
      () => chat.setSide({ conversationId: unseen, blocked: true }, them),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' })
  }
  expect(await read(stranger, id)).toBeUndefined()
  expect((await fixture.list(stranger)).items).toEqual([])
  expect(seqsOf(await read(buyer, id))).toEqual([1])
})

test('a pair has one conversation about one ad, whoever opens it and however often', async () => {
  const [buyer, seller, listingId] = [person(), person(), newId()]
  const opened = await Promise.all(
    upTo(8).map((i) => (i % 2 ? open(buyer, seller, listingId) : open(seller, buyer, listingId))),
  )
  expect(new Set(opened).size).toBe(1)
  expect(await open(buyer, seller)).not.toBe(opened[0])
  await expect(open(buyer, buyer)).rejects.toMatchObject({ code: 'OWN_CONVERSATION' })
  await expect(
    leads.openConversation({ personId: 'no id' }, await as(buyer)),
  ).rejects.toMatchObject({ code: 'INVALID_CONVERSATION' })
})

test('for 15 minutes the author edits and deletes; the number stays, the words go', async () => {
  const { buyer, seller, id } = await pair()
  await send(buyer, id, 'I pay 20 lac')
  const at = { conversationId: id, seq: 1n }
  await expect(chat.editMessage({ ...at, text: 'x' }, await as(seller))).rejects.toMatchObject({
    code: 'MESSAGE_NOT_FOUND',
  })
  clock.advance(15 * 60_000)
  await chat.editMessage({ ...at, text: 'I pay 19 lac' }, await as(buyer))
  await chat.deleteMessage(at, await as(buyer))
  await expect(chat.editMessage({ ...at, text: 'x' }, await as(buyer))).rejects.toMatchObject({
    code: 'MESSAGE_DELETED',
  })
  expect((await read(seller, id))?.events.map(({ type, text, of }) => [type, text, of])).toEqual([
    [EventType.EVENT_TYPE_MESSAGE, '', undefined],
    [EventType.EVENT_TYPE_EDITED, '', 1n],
    [EventType.EVENT_TYPE_DELETED, undefined, 1n],
  ])
  const late = await send(buyer, id, 'Tomorrow then')
  clock.advance(15 * 60_000 + 1)
  await expect(
    chat.deleteMessage({ conversationId: id, seq: late.seq }, await as(buyer)),
  ).rejects.toMatchObject({ code: 'MESSAGE_TOO_OLD' })
})

test('a repeated edit or deletion appends nothing and gets the first number', async () => {
  const { buyer, id } = await pair()
  await send(buyer, id, 'I pay 20 lac')
  const at = { conversationId: id, seq: 1n }
  const edit = async (text: string) => chat.editMessage({ ...at, text }, await as(buyer))
  const first = await edit('I pay 19 lac')
  clock.advance(40 * 60_000)
  expect(await edit('I pay 19 lac')).toEqual(first)
  clock.advance(-40 * 60_000)
  expect([first.seq, (await edit('I pay 18 lac')).seq, (await edit('I pay 19 lac')).seq]).toEqual([
    ...[2n, 3n, 4n],
  ])
  const gone = await chat.deleteMessage(at, await as(buyer))
  expect(await chat.deleteMessage(at, await as(buyer))).toEqual(gone)
  expect((await eventsOf(id)).map(({ seq }) => seq)).toEqual([1n, 2n, 3n, 4n, 5n])
})

test('a text nobody can read or that is too long leaves nothing', async () => {
  const { buyer, id } = await pair()
  for (const [text, code] of [
    ['', 'TEXT_EMPTY'],
    ['x'.repeat(10_000), 'TOO_LONG'],
    ['a\u0000b', 'TEXT_UNREADABLE'],
  ] as const)
    await expect(send(buyer, id, text)).rejects.toMatchObject({
      code: 'INVALID_MESSAGE',
      fields: [{ path: 'text', code }],
    })
  await expect(send(buyer, id, 'salam', 'no id')).rejects.toMatchObject({ code: 'INVALID_MESSAGE' })
  expect(await eventsOf(id)).toEqual([])
})

test('what was said is on no topic and in no outbox', async () => {
  const { buyer, id } = await pair()
  await send(buyer, id, 'meet me at Liberty market')
  await eventsOf(id)
  const rows = await fixture.rows<{ value: Buffer }>('select value from outbox where key = $1', [
    id,
  ])
  expect(rows).toHaveLength(1)
  expect(rows[0]?.value.toString('latin1')).not.toContain('Liberty')
})

test('of an erased person the words go and the numbers stay', async () => {
  const { buyer, seller, id } = await pair()
  await send(buyer, id, 'my address is 12 Mall Road')
  await send(seller, id, 'thank you')
  await fixture.erasePeople(buyer)
  expect((await read(seller, id))?.events.map(({ seq, text }) => [seq, text])).toEqual([
    [1n, ''],
    [2n, 'thank you'],
  ])
})

test('many logs are read in one call, forwards from a number or backwards from one', async () => {
  const { buyer, seller, id } = await pair()
  for (const i of upTo(5)) await send(buyer, id, `message ${i}`)
  const want = { conversationId: id, personId: seller.personId, after: 0n }
  const { pages } = await chat.readEvents({
    reads: [
      { ...want, after: 3n },
      { ...want, before: 4n },
      { ...want, conversationId: newId() },
    ],
    limit: 2,
  })
  expect(pages.map(({ events }) => events.map(({ seq }) => seq))).toEqual([
    [4n, 5n],
    [2n, 3n],
  ])
  const many = { reads: Array.from({ length: 201 }, () => want), limit: 0 }
  await expect(chat.readEvents(many)).rejects.toMatchObject({ code: 'TOO_MANY_IDS' })
})

test('long messages of many logs fit into one answer, at least one of each', async () => {
  const texts = Array.from({ length: 4 }, (_, i) => `${i}`.padEnd(4_000, 'x'))
  const { buyer, seller, id } = await pair()
  for (const text of texts) await send(buyer, id, text)
  const want = { conversationId: id, personId: seller.personId, after: 0n }
  const reads = Array.from({ length: 200 }, () => want)
  const { pages } = await chat.readEvents({ reads, limit: 0 })
  expect(pages).toHaveLength(200)
  const lengths = pages.map(({ events }) => events.length)
  expect([lengths[0], lengths.at(-1)]).toEqual([4, 1])
  expect(seqsOf(pages.at(-1))).toEqual([1])
  const older = reads.map((read) => ({ ...read, before: 5n }))
  expect(seqsOf((await chat.readEvents({ reads: older, limit: 0 })).pages.at(-1))).toEqual([4])
})
