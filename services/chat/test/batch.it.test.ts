// Messages that are written together: each is answered for itself, whoever else is in the batch.
import { setTimeout as wait } from 'node:timers/promises'
import { armFailpoints } from '@pk-auto/lifecycle/failpoint'
import type { Person } from '@pk-auto/kernel/actor'
import { newId } from '@pk-auto/kernel/id'
import { openDatabase } from '@pk-auto/postgres/database'
import { transactions } from '@pk-auto/postgres/transaction'
import { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatFixture, startChatFixture } from './chat-fixture.ts'
import type { ClientId, ConversationId, MediaId, PersonId } from '../src/domain/ids.ts'
import { stores } from '../src/outbound/stores.ts'
import { appendMessages } from '../src/usecases/append-messages.ts'
import { startChat } from '../src/service.ts'

/** Postgres writes a session's counters down when it ends. */
const COUNTED_MS = 300

let fixture: ChatFixture
let { as, person, chat, open, pair, send, read, list } = {} as ChatFixture
beforeAll(async () => {
  fixture = await startChatFixture()
  ;({ as, person, chat, open, pair, send, read, list } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
const seqsOf = async (reader: Person, id: string) =>
  (await read(reader, id))?.events.map(({ seq }) => Number(seq))

type Wish = { from: Person; in: string; text: string; key?: string; media?: string }

/** One batch, as the service would write it. */
async function batchOf(...wishes: readonly Wish[]) {
  await using database = openDatabase({ url: fixture.testDb.url, service: 'chat' })
  const append = appendMessages({
    ...{ clock: fixture.clock, changed: () => undefined },
    inTransaction: transactions(database, stores(['a secret'])),
  })
  const drafts = wishes.map(({ from, in: conversation, text, key = newId(), media }) => ({
    ...{ conversation: conversation as ConversationId, sender: from.personId as PersonId },
    clientId: key as ClientId,
    body: media
      ? ({ kind: 'image', mediaId: media as MediaId, width: 4, height: 3 } as const)
      : ({ kind: 'text', text } as const),
  }))
  return (await append(drafts)).map((outcome) =>
    'error' in outcome
      ? (outcome.error as { code: string }).code
      : [outcome.result.seq, outcome.result.repeated],
  )
}

test('one that is refused changes nothing for the others of its batch', async () => {
  const [one, other, closed] = [await pair(), await pair(), await pair()]
  await chat.setSide({ conversationId: closed.id, blocked: true }, await as(closed.seller))
  const [key, old] = [newId(), newId()]
  await send(one.buyer, one.id, 'salam', old)
  const answers = await batchOf(
    { from: one.buyer, in: one.id, text: 'first', key },
    { from: person(), in: one.id, text: 'from a stranger' },
    { from: closed.buyer, in: closed.id, text: 'to one who has blocked me' },
    { from: one.buyer, in: one.id, text: 'first', key },
    { from: one.buyer, in: one.id, text: 'another under the same key', key },
    { from: one.buyer, in: newId(), text: 'to nobody' },
    { from: one.buyer, in: one.id, text: 'salam', key: old },
    { from: one.buyer, in: one.id, text: 'not salam', key: old },
    { from: one.seller, in: one.id, text: 'second', key },
    { from: other.seller, in: other.id, text: 'elsewhere' },
  )
  const refused = 'CONVERSATION_NOT_FOUND'
  expect(answers).toEqual([
    ...[[2, false], refused, 'CONVERSATION_BLOCKED', [2, true], 'MESSAGE_KEY_REUSED', refused],
    ...[[1, true], 'MESSAGE_KEY_REUSED', [3, false], [1, false]],
  ])
  expect(await seqsOf(one.seller, one.id)).toEqual([1, 2, 3])
  expect(await seqsOf(closed.seller, closed.id)).toEqual([])
  expect((await fixture.eventsOf(one.id)).map(({ seq }) => Number(seq))).toEqual([1, 2, 3])
})

test('a picture that two messages of a batch want stands in the first', async () => {
  const { buyer, id } = await pair()
  const picture = { from: buyer, in: id, text: '', media: newId() }
  const answers = await batchOf(picture, picture, { from: buyer, in: id, text: 'salam' })
  expect(answers).toEqual([[1, false], 'ATTACHMENT_USED', [2, false]])
  expect(await batchOf(picture)).toEqual(['ATTACHMENT_USED'])
})

test('lists move by one for each conversation, and unread messages are counted', async () => {
  const [buyer, seller] = [person(), person()]
  const ids = [await open(buyer, seller, newId()), await open(buyer, seller, newId())]
  const before = (await list(seller)).feedSeq
  await batchOf(...upTo(6).map((i) => ({ from: buyer, in: ids[i % 2]!, text: `message ${i}` })))
  const { items, feedSeq } = await list(seller)
  expect(feedSeq).toBe(before + 2n)
  expect(new Set(items.map(({ side }) => side?.feedSeq))).toEqual(new Set([feedSeq, feedSeq - 1n]))
  expect(items.map(({ side }) => side?.unread)).toEqual([3, 3])
  expect((await list(buyer)).items.map(({ side }) => side?.unread)).toEqual([0, 0])
})

test('two replicas write many logs at once, in any order, without a deadlock', async () => {
  const pairs = await Promise.all(upTo(6).map(() => pair()))
  const replica = fixture.use(await startChat({ ...fixture.config, grpcPort: 0 }))
  const otherChat = fixture.client(ChatDefinition, replica)
  const message = (id: string) => ({ conversationId: id, clientId: newId(), kind: 'text' })
  const sends = upTo(60).map((i) => async () => {
    const { id, ...people } = pairs[(i * 7) % 6]!
    const from = i % 4 < 2 ? people.buyer : people.seller
    const by = i % 2 === 0 ? chat : otherChat
    return by.sendMessage({ ...message(id), text: `message ${i}` }, await as(from))
  })
  const barrier = { database: fixture.testDb, table: 'conversation', connections: 2 }
  const answers = await atOnce(sends.length, (nth) => sends[nth]!(), barrier)
  expect(answers.filter(({ status }) => status === 'rejected')).toEqual([])
  for (const { buyer, id } of pairs) expect(await seqsOf(buyer, id)).toEqual(upTo(10))
})

test('what was committed and not acknowledged is acknowledged when it is sent again', async () => {
  const { buyer, seller, id } = await pair()
  const clientId = newId()
  {
    using _ = armFailpoints('send.before_ack:error=1')
    await expect(send(buyer, id, 'salam', clientId)).rejects.toMatchObject({ code: 'INTERNAL' })
  }
  expect(await send(buyer, id, 'salam', clientId)).toMatchObject({ seq: 1n, repeated: true })
  expect(await seqsOf(seller, id)).toEqual([1])
})

test('of many people in one call each is answered for the sender of their token', async () => {
  const { buyer, seller, id } = await pair()
  const message = (text: string, conversationId = id) => ({
    ...{ conversationId, clientId: newId(), kind: 'text', text },
  })
  const tokenOf = async (who: Person) => (await as(who)).actorToken ?? ''
  const due = { ...person(), termsDue: true }
  const { outcomes } = await chat.sendMessages({
    messages: [
      { actorToken: await tokenOf(buyer), message: message('salam') },
      { actorToken: await tokenOf(person()), message: message('from a stranger') },
      { actorToken: 'forged', message: message('from nobody') },
      { actorToken: await tokenOf(due), message: message('before the terms') },
      { actorToken: await tokenOf(seller), message: message('wa alaikum salam') },
      { actorToken: await tokenOf(seller), message: message('to nobody', 'no id') },
      { actorToken: await tokenOf(seller), message: message('') },
      { actorToken: await tokenOf(seller), message: undefined },
    ],
  })
  expect(outcomes.map(({ sent, refusal }) => refusal?.code ?? sent?.seq)).toEqual([
    ...[1n, 'CONVERSATION_NOT_FOUND', 'ACTOR_TOKEN_INVALID', 'TERMS_DUE', 2n],
    ...['CONVERSATION_NOT_FOUND', 'INVALID_MESSAGE', 'CONVERSATION_NOT_FOUND'],
  ])
  const page = await read(buyer, id)
  expect(page?.events.map(({ actorId }) => actorId)).toEqual([buyer.personId, seller.personId])
})

test('a conversation that somebody holds keeps nobody but its own people waiting', async () => {
  const [held, free] = [await pair(), await pair()]
  await using owner = openDatabase({ url: fixture.testDb.ownerUrl, service: 'chat' })
  const draft = async ({ buyer, id }: typeof held) => ({
    actorToken: (await as(buyer)).actorToken ?? '',
    message: { conversationId: id, clientId: newId(), kind: 'text', text: 'salam' },
  })
  const messages = [await draft(held), await draft(free)]
  const sendBoth = async () =>
    (await chat.sendMessages({ messages }, { deadlineMs: 20_000 })).outcomes
  const holder = await owner.pool.connect()
  await holder.query('begin')
  await holder.query('select from conversation where id = $1 for update', [held.id])
  const refused = await sendBoth()
  await holder.query('rollback')
  holder.release()
  const shown = refused.map(({ sent, refusal }) => refusal?.code ?? sent?.seq)
  expect(shown).toEqual(['DATABASE_BUSY', 1n])
  expect((await sendBoth()).map(({ sent }) => sent?.repeated)).toEqual([false, true])
})

test('what was written comes back as those who follow it would read it', async () => {
  const { buyer, seller, id } = await pair()
  const other = await open(buyer, person(), newId())
  const places = [buyer, seller].map(({ personId }) => ({ personId, feedSeq: 0n }))
  const logs = places.map(({ personId }) => ({ personId, conversationId: id, after: 1n }))
  await send(seller, id, 'salam')
  const actorToken = (await as(buyer)).actorToken ?? ''
  const say = (conversationId: string, text: string, clientId = newId()) => ({
    actorToken,
    message: { conversationId, clientId, kind: 'text', text },
  })
  const again = newId()
  const { written } = await chat.sendMessages({
    messages: [say(id, 'one', again), say(other, 'elsewhere'), say(id, 'two'), say(id, '')],
  })
  const ids = written.map(({ conversation }) => conversation?.id)
  expect(new Set(ids)).toEqual(new Set([id, other]))
  const own = written.find(({ conversation }) => conversation?.id === id)
  const read = await chat.readFollowed({ lists: places, logs })
  expect(read.pages.map(({ events }) => events)).toEqual([own?.events, own?.events])
  for (const { personId, items } of read.lists) {
    const row = items.find(({ conversation }) => conversation?.id === id)
    expect(row).toMatchObject({ conversation: own?.conversation, last: own?.events.at(-1) })
    expect(own?.sides.find((side) => side.personId === personId)).toEqual(row?.side)
  }
  const repeated = await chat.sendMessages({ messages: [say(id, 'one', again)] })
  expect(repeated).toMatchObject({ outcomes: [{ sent: { repeated: true } }], written: [] })
})

test('a batch looks its messages up by their keys, however few there are in the logs', async () => {
  const { buyer, id } = await pair()
  await using owner = openDatabase({ url: fixture.testDb.ownerUrl, service: 'chat' })
  const read = async () => {
    const { rows } = await owner.pool.query<{ rows: number }>(
      `select sum(seq_tup_read)::int as rows from pg_stat_user_tables
       where relname ~ '^conversation_event_'`,
    )
    return rows[0]?.rows
  }
  await batchOf(...upTo(1_500).map((i) => ({ from: buyer, in: id, text: `message ${i}` })))
  await owner.pool.query('analyze conversation_event')
  const before = await read()
  // Each has a connection of its own, which leaves its counters when it ends.
  for (const nth of upTo(3))
    await batchOf(...upTo(20).map((i) => ({ from: buyer, in: id, text: `more ${nth} ${i}` })))
  await wait(COUNTED_MS)
  expect(await read()).toBe(before)
})
