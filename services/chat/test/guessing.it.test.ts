// What is left of a message that was deleted, or whose author was erased: a repeat is still known
// by it, and nobody finds out the words by trying some.
import { createHash } from 'node:crypto'
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isMarked } from '../src/outbound/marks.ts'
import { type ChatFixture, startChatFixture } from './chat-fixture.ts'

let fixture: ChatFixture
let { as, chat, pair, send, rows } = {} as ChatFixture
beforeAll(async () => {
  fixture = await startChatFixture()
  ;({ as, chat, pair, send, rows } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const WORDS = 'haan'
const GUESSES = ['haan', 'nahin', 'ok', 'Is it still there?']
const sha256 = (text: string) =>
  createHash('sha256')
    .update(JSON.stringify(['text', text]))
    .digest('hex')

/** All that stands in the rows of a log, as text. */
const stored = async (id: string): Promise<string[]> =>
  (
    await rows<{ all: string }>(
      `select to_jsonb(e)::text as all from conversation_event e
       where conversation_id = $1 and type = 'message' order by seq`,
      [id],
    )
  ).map(({ all }) => all)
type Marks = { sha256: string | null; mark: Buffer | null }
const marksOf = async (id: string): Promise<Marks[]> =>
  rows<Marks>(
    `select sha256, mark from conversation_event
     where conversation_id = $1 and type = 'message' order by seq`,
    [id],
  )

test('a deleted message leaves no digest, and equal words leave different marks', async () => {
  const { buyer, id } = await pair()
  const clientId = newId()
  const { seq } = await send(buyer, id, WORDS, clientId)
  await send(buyer, id, WORDS)
  await chat.deleteMessage({ conversationId: id, seq }, await as(buyer))
  await chat.deleteMessage({ conversationId: id, seq: 2n }, await as(buyer))
  const all = await stored(id)
  for (const row of all) {
    expect(row).not.toContain(WORDS)
    for (const guess of GUESSES) expect(row).not.toContain(sha256(guess))
  }
  const marks = await marksOf(id)
  expect(marks.map((one) => one.sha256)).toEqual([null, null])
  expect(marks[0]?.mark?.equals(marks[1]!.mark!)).toBe(false)
  expect(await send(buyer, id, WORDS, clientId)).toMatchObject({ seq, repeated: true })
  await expect(send(buyer, id, 'nahin', clientId)).rejects.toMatchObject({
    code: 'MESSAGE_KEY_REUSED',
  })
})

test('of an erased person neither digest nor mark is left, whatever they had deleted', async () => {
  const { buyer, seller, id } = await pair()
  await send(buyer, id, WORDS)
  await send(buyer, id, 'nahin')
  await chat.deleteMessage({ conversationId: id, seq: 1n }, await as(buyer))
  await send(seller, id, WORDS)
  await fixture.erasePeople(buyer)
  const [first, second, others] = await marksOf(id)
  expect([first, second]).toEqual([
    { sha256: null, mark: null },
    { sha256: null, mark: null },
  ])
  expect(others?.sha256).toBe(sha256(WORDS))
})

test('a deleted message is known while its secret is one of two, to nobody without', async () => {
  const { buyer, id } = await pair()
  const clientId = newId()
  await send(buyer, id, WORDS, clientId)
  await chat.deleteMessage({ conversationId: id, seq: 1n }, await as(buyer))
  const [row] = await marksOf(id)
  const { serviceSecret } = fixture.config
  expect(isMarked(row!.mark!, sha256(WORDS), ['another secret', serviceSecret])).toBe(true)
  for (const guess of GUESSES)
    expect(isMarked(row!.mark!, sha256(guess), ['another secret'])).toBe(false)
})
