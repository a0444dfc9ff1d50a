// Each person's list: what has changed, how much is unread, and what they have said of it.
import { newId } from '@pk-auto/kernel/id'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatFixture, startChatFixture } from './chat-fixture.ts'

let fixture: ChatFixture
let { as, chat, open, pair, person, send, list, eventsOf } = {} as ChatFixture
beforeAll(async () => {
  fixture = await startChatFixture()
  ;({ as, chat, open, pair, person, send, list, eventsOf } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

test('unread is counted from the log: my own are none, marks merge and never go back', async () => {
  const { buyer, seller, id } = await pair()
  for (const text of ['salam', 'still there?', 'final price?']) await send(buyer, id, text)
  await send(seller, id, 'yes')
  const unread = async () =>
    Promise.all([buyer, seller].map(async (who) => (await list(who)).items[0]?.side?.unread))
  const mark = async (readSeq: bigint) =>
    chat.markSeen({ conversationId: id, readSeq, deliveredSeq: 0n }, await as(seller))
  expect(await unread()).toEqual([1, 3])
  expect(await mark(2n)).toMatchObject({ readSeq: 2n, deliveredSeq: 2n, unread: 1 })
  expect(await mark(1n)).toMatchObject({ readSeq: 2n, unread: 1 })
  expect(await mark(900n)).toMatchObject({ readSeq: 4n, unread: 0 })
  await send(buyer, id, 'ok')
  expect(await unread()).toEqual([1, 1])
  expect(await fixture.read(buyer, id)).toMatchObject({ peerReadSeq: 4n, peerDeliveredSeq: 4n })
})

test('whoever follows the list page by page misses no change, while others write', async () => {
  const me = person()
  const peers = Array.from({ length: 12 }, () => person())
  const ids = await Promise.all(peers.map((peer) => open(me, peer)))
  let since = 0n
  const seen = new Map<string, bigint>()
  const follow = async () => {
    for (let more = true; more;) {
      const page = await list(me, { since, limit: 5 })
      for (const { conversation } of page.items)
        seen.set(conversation?.id ?? '', conversation?.lastSeq ?? 0n)
      ;({ feedSeq: since, more } = page)
    }
  }
  const writing = Promise.all(
    ids.map(async (id, i) => {
      for (let n = 0; n < 5; n += 1) await send(peers[i]!, id, `message ${n}`)
    }),
  )
  let written = false
  void writing.then(() => (written = true))
  await until('all have written', async () => (await follow(), written))
  await follow()
  expect(seen).toEqual(new Map(ids.map((id) => [id, 5n])))
  expect((await list(me, { since })).items).toEqual([])
})

test('the count of what is unread leaves out what is muted or archived', async () => {
  const me = person()
  const peers = [person(), person(), person()]
  const ids = await Promise.all(peers.map((peer) => open(peer, me)))
  for (const [i, id] of ids.entries()) await send(peers[i]!, id, 'salam')
  const unread = async () => (await chat.countUnread({}, await as(me))).messages
  expect(await unread()).toBe(3)
  await chat.setSide({ conversationId: ids[0]!, muted: true }, await as(me))
  await chat.setSide({ conversationId: ids[1]!, archived: true }, await as(me))
  expect(await unread()).toBe(1)
  const all = await chat.countUnreadOf({ personIds: [me.personId, newId()] })
  expect(all.people).toEqual([{ personId: me.personId, messages: 1 }])
  const rows = await chat.getConversations({ ids: [ids[0]!, newId()] }, await as(me))
  expect(rows.items.map(({ conversation }) => conversation?.id)).toEqual([ids[0]])
})

test('the changes of many lists come in one call, each after its own number', async () => {
  const { buyer, seller, id } = await pair()
  await send(buyer, id, 'salam')
  const stranger = person()
  const changes = (...reads: [typeof buyer, bigint][]) =>
    chat.readFollowed({
      lists: reads.map(([who, feedSeq]) => ({ personId: who.personId, feedSeq })),
      logs: [{ conversationId: id, personId: seller.personId, after: 1n }],
    })
  const first = await changes([buyer, 0n], [seller, 0n], [stranger, 0n])
  expect(first.lists.map(({ items }) => items.map(({ last }) => last?.text))).toEqual([
    ['salam'],
    ['salam'],
  ])
  const reached = new Map(first.lists.map(({ personId, feedSeq }) => [personId, feedSeq]))
  const at = (who: typeof buyer) => reached.get(who.personId) ?? 0n
  expect((await changes([buyer, at(buyer)], [seller, at(seller)])).lists).toEqual([])
  await send(seller, id, 'wa alaikum salam')
  const next = await changes([buyer, at(buyer)])
  expect(next.lists[0]?.items[0]).toMatchObject({ side: { unread: 1 }, last: { seq: 2n } })
  expect(next.epoch).toBe((await list(buyer)).epoch)
  expect(first.pages[0]?.events).toEqual([])
  expect(next.pages[0]?.events.map(({ seq }) => seq)).toEqual([2n])
  const heads = [buyer, stranger].map(({ personId }) => personId)
  const head = { personId: buyer.personId, feedSeq: (await list(buyer)).feedSeq }
  expect((await chat.readFollowed({ lists: [], logs: [], heads })).heads).toEqual([head])
  const many = Array.from({ length: 501 }, () => ({ personId: newId(), feedSeq: 0n }))
  await expect(chat.readFollowed({ lists: many, logs: [] })).rejects.toMatchObject({
    code: 'TOO_MANY_IDS',
  })
})

test('the newest change stands first, with the last message, page by page', async () => {
  const me = person()
  const ids: string[] = []
  for (let i = 0; i < 3; i += 1) {
    const peer = person()
    ids.push(await open(peer, me))
    await send(peer, ids.at(-1)!, `from ${i}`)
  }
  const first = await list(me, { limit: 2 })
  expect(first.items.map(({ conversation, last }) => [conversation?.id, last?.text])).toEqual([
    [ids[2], 'from 2'],
    [ids[1], 'from 1'],
  ])
  expect(first.more).toBe(true)
  const before = first.items.at(-1)?.side?.feedSeq ?? 0n
  const rest = await list(me, { limit: 2, before })
  expect(rest.items.map(({ conversation }) => conversation?.id)).toEqual([ids[0]])
  expect(rest.more).toBe(false)
})

test('whoever is blocked cannot write, nor can who blocked; both still read', async () => {
  const { buyer, seller, id } = await pair()
  await send(buyer, id, 'salam')
  const block = async (blocked: boolean) =>
    chat.setSide({ conversationId: id, blocked }, await as(seller))
  await block(true)
  for (const who of [buyer, seller])
    await expect(send(who, id, 'hello?')).rejects.toMatchObject({ code: 'CONVERSATION_BLOCKED' })
  // Nor by changing what was said before; but it can still be taken back.
  const at = { conversationId: id, seq: 1n }
  await expect(chat.editMessage({ ...at, text: 'hello?' }, await as(buyer))).rejects.toMatchObject({
    code: 'CONVERSATION_BLOCKED',
  })
  expect((await fixture.read(buyer, id))?.events).toHaveLength(1)
  expect(await chat.deleteMessage(at, await as(buyer))).toMatchObject({ seq: 2n })
  await expect(open(buyer, seller, newId())).rejects.toMatchObject({ code: 'CONVERSATION_BLOCKED' })
  // Who has blocked somebody lets them in first.
  await expect(open(seller, buyer, newId())).rejects.toMatchObject({ code: 'CONVERSATION_BLOCKED' })
  const blockOf = async (who: typeof buyer, other: typeof buyer) =>
    fixture.leads.readBlock({ personId: other.personId }, await as(who))
  expect(await blockOf(seller, buyer)).toEqual({ byActor: true, byOther: false })
  expect(await blockOf(buyer, seller)).toEqual({ byActor: false, byOther: true })
  expect(await blockOf(buyer, fixture.person())).toEqual({ byActor: false, byOther: false })
  await block(false)
  expect(await send(buyer, id, 'hello?')).toMatchObject({ seq: 3n })
})

test('a block of one conversation holds in all of the two, and so does its end', async () => {
  const { buyer, seller, id } = await pair()
  const other = await open(buyer, seller, newId())
  await chat.setSide({ conversationId: id, blocked: true }, await as(seller))
  await expect(send(buyer, other, 'hello?')).rejects.toMatchObject({ code: 'CONVERSATION_BLOCKED' })
  await chat.setSide({ conversationId: other, blocked: false }, await as(seller))
  expect(await send(buyer, id, 'hello?')).toMatchObject({ seq: 1n })
})

test('mute and archive are for oneself; a new message brings an archived one back', async () => {
  const { buyer, seller, id } = await pair()
  await send(buyer, id, 'salam')
  await chat.setSide({ conversationId: id, archived: true, muted: true }, await as(seller))
  const sideOf = async (who: typeof buyer) => (await list(who)).items[0]?.side
  expect(await sideOf(seller)).toMatchObject({ archived: true, muted: true })
  expect(await sideOf(buyer)).toMatchObject({ archived: false, muted: false })
  await send(buyer, id, 'hello?')
  expect(await sideOf(seller)).toMatchObject({ archived: false, muted: true })
  expect(await eventsOf(id)).toHaveLength(2)
})

test('seeded conversations are as if they had been, and a second time adds nothing', async () => {
  const [buyer, seller] = [person(), person()]
  const [from, to, at] = [buyer.personId, seller.personId, new Date('2026-11-01T10:00:00Z')]
  const message = (by: string, text: string) => ({ id: newId(), by, text, at })
  const messages = [message(from, 'salam'), message(to, 'wa alaikum salam')]
  const seed = { id: newId(), listing: newId(), from, to, at, messages }
  const { service } = fixture
  expect([await service.seed([seed]), await service.seed([seed])]).toEqual([1, 0])
  expect((await fixture.read(buyer, seed.id))?.events.map(({ text }) => text)).toEqual([
    ...['salam', 'wa alaikum salam'],
  ])
  expect((await list(buyer)).items[0]?.side).toMatchObject({ unread: 1 })
  expect(await send(buyer, seed.id, 'kal aata hun')).toMatchObject({ seq: 3n })
  expect(await eventsOf(seed.id)).toHaveLength(3)
})

test('whom an erased person talked to finds each conversation in the list once more', async () => {
  const [gone, also] = [person(), person()]
  const peers = Array.from({ length: 3 }, () => person())
  const ids = await Promise.all(peers.map((peer) => open(gone, peer)))
  for (const id of ids) await send(gone, id, 'my address is 12 Mall Road')
  const both = await open(gone, also)
  const before = await Promise.all(peers.map(async (peer) => (await list(peer)).feedSeq))
  await fixture.erasePeople(gone, also)
  const changed = async () =>
    Promise.all(peers.map(async (peer, i) => list(peer, { since: before[i]! })))
  const first = await changed()
  expect(
    first.map(({ items }) => items.map(({ conversation, last }) => [conversation?.id, last?.text])),
  ).toEqual(ids.map((id) => [[id, '']]))
  expect((await list(gone)).items.map(({ conversation }) => conversation?.id)).toContain(both)
  expect(first.map(({ items }) => items[0]?.peerErased)).toEqual([true, true, true])
  // The same tombstone once more, and another one: nobody's list moves again.
  await fixture.erasePeople(gone)
  await fixture.erasePeople(gone, also)
  expect((await changed()).map(({ feedSeq }) => feedSeq)).toEqual(
    first.map(({ feedSeq }) => feedSeq),
  )
})
