// Whom people may write to without an ad, and whom they have blocked.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatFixture, startChatFixture } from './chat-fixture.ts'

let fixture: ChatFixture
let { as, person, chat, pair, send, list } = {} as ChatFixture
beforeAll(async () => {
  fixture = await startChatFixture()
  ;({ as, person, chat, pair, send, list } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

type Someone = Parameters<typeof as>[0]
const openWith = async (from: Someone, to: string) =>
  chat.openWith({ personId: to }, await as(from))
const block = async (by: Someone, conversationId: string, blocked = true) =>
  chat.setSide({ conversationId, blocked }, await as(by))

test('who talk about an ad may talk about anything, in one conversation for both', async () => {
  const { buyer, seller, id } = await pair()
  const first = await openWith(buyer, seller.personId)
  expect(first.created).toBe(true)
  expect(first.conversation).toMatchObject({ listingId: undefined })
  expect(first.conversation?.id).not.toBe(id)
  const again = await openWith(seller, buyer.personId)
  expect([again.created, again.conversation?.id]).toEqual([false, first.conversation?.id])
  await send(buyer, first.conversation?.id ?? '', 'salam')
  expect((await list(seller)).items).toHaveLength(2)
})

test('strangers, blocked ones and nobody look the same, and nothing is opened', async () => {
  const { buyer, seller, id } = await pair()
  const stranger = person()
  for (const to of [stranger.personId, newId()])
    await expect(openWith(buyer, to)).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' })
  await expect(openWith(buyer, buyer.personId)).rejects.toMatchObject({ code: 'OWN_CONVERSATION' })
  await block(seller, id)
  for (const [from, to] of [
    [buyer, seller],
    [seller, buyer],
  ] as const)
    await expect(openWith(from, to.personId)).rejects.toMatchObject({
      code: 'CONVERSATION_NOT_FOUND',
    })
  expect((await list(buyer)).items).toHaveLength(1)
})

test('a person sees whom they have blocked, not who has blocked them', async () => {
  const { buyer, seller, id } = await pair()
  await block(buyer, id)
  const blockedBy = async (who: Someone) =>
    (await chat.listBlocked({}, await as(who))).items.map((item) => item.side?.peerId)
  expect(await blockedBy(buyer)).toEqual([seller.personId])
  expect(await blockedBy(seller)).toEqual([])
  await block(buyer, id, false)
  expect(await blockedBy(buyer)).toEqual([])
})

test('whom one has met is blocked by name, wherever the two talk, and let in again', async () => {
  const { buyer, seller, id } = await pair()
  const { conversation } = await openWith(buyer, seller.personId)
  const other = conversation?.id ?? ''
  const byName = async (blocked: boolean) =>
    chat.blockPerson({ personId: seller.personId, blocked }, await as(buyer))
  const write = (where: string) => send(seller, where, 'salam')
  await byName(true)
  for (const where of [id, other])
    await expect(write(where)).rejects.toMatchObject({ code: 'CONVERSATION_BLOCKED' })
  await byName(true)
  // One row for one person.
  expect((await chat.listBlocked({}, await as(buyer))).items).toHaveLength(1)
  for (const _ of [1, 2]) await byName(false)
  for (const where of [id, other]) await write(where)
  const stranger = { personId: newId(), blocked: true }
  await expect(chat.blockPerson(stranger, await as(buyer))).rejects.toMatchObject({
    code: 'CONVERSATION_NOT_FOUND',
  })
})

test('a block that fails halfway holds in no conversation of the two', async () => {
  const { buyer, seller, id } = await pair()
  const other = await fixture.open(buyer, seller, newId())
  await fixture.rows(`create function fail() returns trigger language plpgsql as
    $$ begin raise exception 'cut off'; end $$`)
  await fixture.rows(`create trigger cut before update on member for each row
    when (new.conversation_id = '${other}' and new.blocked) execute function fail()`)
  const byName = { personId: buyer.personId, blocked: true }
  await expect(block(seller, id)).rejects.toMatchObject({ kind: 'internal' })
  await expect(chat.blockPerson(byName, await as(seller))).rejects.toMatchObject({
    kind: 'internal',
  })
  for (const where of [id, other]) await send(buyer, where, 'salam')
  await fixture.rows('drop trigger cut on member')
  await block(seller, id)
  for (const where of [id, other])
    await expect(send(buyer, where, 'salam')).rejects.toMatchObject({
      code: 'CONVERSATION_BLOCKED',
    })
})

test('a block is one write, however much the two talk about; lists move once a row', async () => {
  const { buyer, seller, id } = await pair()
  for (let n = 0; n < 39; n++) await fixture.open(buyer, seller, newId())
  await fixture.rows(`create table written (what text)`)
  await fixture.rows(`create function write_down() returns trigger language plpgsql
    security definer as $$ begin insert into written values (tg_table_name); return null; end $$`)
  await fixture.rows(`create trigger write_down after update on member
    for each statement execute function write_down()`)
  const seqsOf = async (who: Someone) =>
    (await list(who)).items.map(({ side }) => Number(side?.feedSeq))
  const before = await Promise.all([buyer, seller].map(seqsOf))
  await block(seller, id)
  await fixture.rows('drop trigger write_down on member')
  expect(await fixture.rows('select what from written')).toEqual([{ what: 'member' }])
  for (const [i, who] of [buyer, seller].entries()) {
    const after = await seqsOf(who)
    expect(new Set(after).size).toBe(40)
    expect(Math.min(...after)).toBe(Math.max(...before[i]!) + 1)
    expect(Math.max(...after)).toBe(Math.max(...before[i]!) + 40)
  }
  expect((await list(seller)).items.every(({ side }) => side?.blocked)).toBe(true)
  expect((await list(buyer)).items.some(({ side }) => side?.blocked)).toBe(false)
})

test('two who block each other at once, while they write, wait for nobody for ever', async () => {
  const { buyer, seller, id } = await pair()
  const ids = [
    id,
    ...(await Promise.all([1, 2, 3].map(() => fixture.open(buyer, seller, newId())))),
  ]
  const tries = ids.flatMap((each) => [
    block(seller, each).then(() => 'done'),
    block(buyer, each).then(() => 'done'),
    send(buyer, each, 'salam').then(
      () => 'done',
      ({ code }: { code: string }) => code,
    ),
  ])
  const ended = await Promise.all(tries)
  expect(new Set(ended).isSubsetOf(new Set(['done', 'CONVERSATION_BLOCKED']))).toBe(true)
  for (const each of ids)
    await expect(send(seller, each, 'salam')).rejects.toMatchObject({
      code: 'CONVERSATION_BLOCKED',
    })
})

test('whoever hides that they are there is named so to peers, until they end it', async () => {
  const { buyer, seller, id } = await pair()
  await send(buyer, id, 'salam')
  const shown = async (who: Someone) => (await chat.getPresence({}, await as(who))).shown
  const show = async (isShown: boolean) => chat.setPresence({ shown: isShown }, await as(seller))
  const isHidden = async (reader: Someone) => (await fixture.read(reader, id))?.peerHides
  expect([await shown(seller), await isHidden(buyer)]).toEqual([true, false])
  for (const _ of [1, 2]) await show(false)
  expect([await shown(seller), await shown(buyer)]).toEqual([false, true])
  expect([await isHidden(buyer), await isHidden(seller)]).toEqual([true, false])
  await fixture.erasePeople(seller)
  expect(await fixture.rows('select 1 from hidden_presence')).toEqual([])
  await show(false)
  await show(true)
  expect([await shown(seller), await isHidden(buyer)]).toEqual([true, false])
})

test('a row shows whether the peer is there, unless they hide or are blocked', async () => {
  const { buyer, seller, id } = await pair()
  await send(buyer, id, 'salam')
  const shows = async (reader: Someone) => {
    const { items } = await chat.getConversations({ ids: [id] }, await as(reader))
    const rows = [...items, ...(await list(reader)).items]
    return [...new Set(rows.map(({ showsPresence }) => showsPresence))]
  }
  const both = async () => [...(await shows(buyer)), ...(await shows(seller))]
  expect(await both()).toEqual([true, true])
  const show = async (shown: boolean) => chat.setPresence({ shown }, await as(seller))
  await show(false)
  expect(await both()).toEqual([false, true])
  await show(true)
  await block(buyer, id)
  expect(await both()).toEqual([false, false])
  await block(buyer, id, false)
  expect(await both()).toEqual([true, true])
})
