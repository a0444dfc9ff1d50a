// A person finds words in their own conversations, in any script, and in nobody else's.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatFixture, startChatFixture } from './chat-fixture.ts'

let fixture: ChatFixture
let { as, person, chat, media, open, pair, send, sendMedia, clock } = {} as ChatFixture
beforeAll(async () => {
  fixture = await startChatFixture()
  ;({ as, person, chat, media, open, pair, send, sendMedia, clock } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const find = async (who: Parameters<typeof as>[0], query: string) =>
  (await chat.searchMessages({ query }, await as(who))).found
const texts = async (...sought: Parameters<typeof find>) =>
  (await find(...sought)).map(({ text }) => text)

test('both find a message by parts of its words, however they are typed', async () => {
  const { buyer, seller, id } = await pair()
  await send(buyer, id, 'Kya Corolla abhi hai? قیمت ۳۵ لاکھ')
  clock.advance(1_000)
  await send(seller, id, 'جی ہاں، گاڑي کراچی میں ہے')
  for (const query of ['coroll', 'ABHI corolla', 'قيمت', '35'])
    expect([query, await texts(buyer, query)]).toEqual([
      query,
      ['Kya Corolla abhi hai? قیمت ۳۵ لاکھ'],
    ])
  expect(await texts(buyer, 'گاڑی')).toEqual(['جی ہاں، گاڑي کراچی میں ہے'])
  expect(await find(seller, 'corolla')).toMatchObject([
    { conversationId: id, seq: 1n, actorId: buyer.personId },
  ])
  expect(await texts(buyer, 'corolla lahore')).toEqual([])
})

test('nobody finds what was said to others', async () => {
  const { buyer, id } = await pair()
  await send(buyer, id, 'the secret word is almond')
  const other = await pair()
  await send(other.buyer, other.id, 'almond cake')
  expect(await texts(person(), 'almond')).toEqual([])
  expect(await texts(other.seller, 'almond')).toEqual(['almond cake'])
})

test('an edited message is found by what it says now; a deleted one by nothing', async () => {
  const { buyer, seller, id } = await pair()
  await send(buyer, id, 'come at four')
  const at = { conversationId: id, seq: 1n }
  await chat.editMessage({ ...at, text: 'come at five' }, await as(buyer))
  expect(await texts(seller, 'four')).toEqual([])
  expect(await texts(seller, 'five')).toEqual(['come at five'])
  await chat.deleteMessage(at, await as(buyer))
  for (const query of ['four', 'five']) expect(await texts(seller, query)).toEqual([])
})

test('of an erased person nothing is found', async () => {
  const { buyer, seller, id } = await pair()
  await send(buyer, id, 'my house is by the walnut tree')
  await send(seller, id, 'the walnut tree, fine')
  await fixture.erasePeople(buyer)
  expect(await texts(seller, 'walnut')).toEqual(['the walnut tree, fine'])
})

test('the newest come first, fifty at most; what has no words is not found', async () => {
  const { buyer, seller, id } = await pair()
  const other = await open(buyer, seller)
  for (let i = 1; i <= 52; i++) {
    await send(buyer, i % 2 ? id : other, `cherry ${i}`)
    clock.advance(1_000)
  }
  await sendMedia(buyer, id, media.add(buyer))
  const found = await texts(buyer, 'cherry')
  expect([found.length, found[0], found[49]]).toEqual([50, 'cherry 52', 'cherry 3'])
  for (const query of ['', 'c', '?', 'x'.repeat(101)])
    await expect(find(buyer, query)).rejects.toMatchObject({ code: 'INVALID_WORDS' })
  expect(await texts(buyer, newId())).toEqual([])
})
