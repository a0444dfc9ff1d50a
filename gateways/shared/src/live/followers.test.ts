// Each socket gets its own part of a log, also when another of the same person has got further.
import { setTimeout as wait } from 'node:timers/promises'
import { personChannel } from '@pk-auto/live/person-channel'
import {
  Conversation,
  Event,
  EventType,
  Side,
  type WrittenConversation,
} from '@pk-auto/proto/pkauto/chat/v1/chat'
import { expect, test } from 'vitest'
import { type Follower, type FollowSettings, followers } from './followers.ts'

const LOG = 30
const row = (person: string, feedSeq: number) => ({
  conversation: { id: 'c', personIds: [person, 'peer'], lastSeq: BigInt(LOG) },
  side: { personId: person, peerId: 'peer', feedSeq: BigInt(feedSeq) },
})

type Asked = {
  lists: { personId: string; feedSeq: bigint }[]
  logs: { personId: string; after: bigint }[]
}

/** A log of thirty events, of which a read gets ten; lists of five changes. */
function fakeChat() {
  const asked = { lists: 0, logs: 0 }
  const chat = {
    async readFollowed({ lists: reads, logs }: Asked) {
      asked.lists += reads.length
      asked.logs += logs.length
      const lists = reads
        .filter(({ feedSeq }) => feedSeq < 5n)
        .map(({ personId, feedSeq }) => ({
          ...{ personId, more: false, feedSeq: 5n },
          items: [1, 2, 3, 4, 5].filter((n) => n > feedSeq).map((n) => row(personId, n)),
        }))
      const pages = logs.map(({ personId, after }) => ({
        ...{ personId, conversationId: 'c', after, lastSeq: BigInt(LOG), peerId: 'peer' },
        ...{ peerReadSeq: 0n, peerDeliveredSeq: 0n },
        events: Array.from({ length: 10 }, (_, i) => ({
          ...{ seq: after + 1n + BigInt(i), type: EventType.EVENT_TYPE_MESSAGE, actorId: 'peer' },
        })),
      }))
      return { lists, epoch: 'e', pages }
    },
  }
  return { asked, chat: chat as unknown as FollowSettings['chat'] }
}

function device(person: string, sent: number, feedSeq: number) {
  const seen = { pages: [] as bigint[][], rows: [] as number[] }
  const follower: Follower = {
    ...{ person, feedSeq, logs: new Map([['c', { sent, full: false, peer: 'peer' }]]) },
    changed: ({ side }) => seen.rows.push(Number(side?.feedSeq)),
    page(conversation, page) {
      seen.pages.push((page?.events ?? []).map(({ seq }) => seq))
      follower.logs.set(conversation, { sent: LOG, full: true, peer: '' })
    },
    ...{ typing: () => undefined, epoch: () => undefined },
  }
  return { follower, seen }
}

const upTo = (from: bigint, count: number) =>
  Array.from({ length: count }, (_, i) => from + BigInt(i))

test('two sockets of one person get what each has not, of lists and of logs', async () => {
  const { chat } = fakeChat()
  await using all = followers({ service: 'test', chat, pollMs: { hinted: 1e6, alone: 1e6 } })
  const [ahead, behind] = [device('ali', 20, 4), device('ali', 3, 1)]
  for (const { follower } of [ahead, behind]) all.follow(follower)
  for (const { follower } of [ahead, behind]) all.look(follower)
  await expect.poll(() => [ahead, behind].map(({ seen }) => seen.pages.length)).toEqual([1, 1])
  expect(ahead.seen.pages).toEqual([upTo(21n, 10)])
  expect(behind.seen.pages).toEqual([upTo(4n, 10)])
  await expect.poll(() => ahead.seen.rows).toEqual([5])
  expect(behind.seen.rows).toEqual([2, 3, 4, 5])
})

test('sockets at the same place share one read', async () => {
  const { chat, asked } = fakeChat()
  await using all = followers({ service: 'test', chat, pollMs: { hinted: 1e6, alone: 1e6 } })
  const two = [device('ali', 20, 4), device('ali', 20, 4)]
  for (const { follower } of two) all.follow(follower)
  for (const { follower } of two) all.look(follower)
  await expect.poll(() => two.map(({ seen }) => seen.pages.length)).toEqual([1, 1])
  expect(asked).toEqual({ lists: 1, logs: 1 })
})

const VISIBLE = { pollMs: { hinted: 1e6, alone: 1e6 }, service: 'test' }
const heads = { ali: 4, sana: 8 }
/** An event of a log in which Ali and Sana talk, and what it made of their lists. */
const written = (seq: number, moved = 1): WrittenConversation => ({
  conversation: Conversation.fromPartial({ id: 'c', lastSeq: BigInt(seq) }),
  sides: (['ali', 'sana'] as const).map((personId) =>
    Side.fromPartial({ personId, feedSeq: BigInt(heads[personId] + moved) }),
  ),
  events: [Event.fromPartial({ seq: BigInt(seq), type: EventType.EVENT_TYPE_MESSAGE })],
})
/** Hints that the test gives itself. */
function ownHints() {
  let receive: ((hint: { channel: string; at?: number }) => void) | undefined
  const hints = { isListening: () => true, note: () => undefined, unlisten: () => undefined }
  const listen = (_channel: string, fn: typeof receive) => void (receive = fn)
  const hint = (person: string, at?: number) =>
    receive?.({ channel: personChannel(person), ...(at !== undefined && { at }) })
  return { hint, hints: { ...hints, listen } as unknown as FollowSettings['hints'] }
}

test('what was written here is shown to both, and the hint behind it reads nothing', async () => {
  const { chat, asked } = fakeChat()
  const { hint, hints } = ownHints()
  await using all = followers({ ...VISIBLE, chat, hints })
  const [ali, sana] = [device('ali', 20, 4), device('sana', 20, 8)]
  for (const { follower } of [ali, sana]) all.follow(follower)
  hint('ali', 5)
  all.show(written(21))
  hint('sana', 9)
  await wait(20)
  expect(ali.seen).toEqual({ pages: [[21n]], rows: [5] })
  expect(sana.seen).toEqual({ pages: [[21n]], rows: [9] })
  expect(asked.lists).toBe(0)
  hint('ali', 6)
  await expect.poll(() => asked.lists).toBe(1)
  hint('ali')
  await expect.poll(() => asked.lists).toBe(2)
})

test('who lacks what was before it reads, and is shown nothing ahead of its turn', async () => {
  const { chat, asked } = fakeChat()
  await using all = followers({ ...VISIBLE, chat })
  const ali = device('ali', 20, 4)
  all.follow(ali.follower)
  all.show(written(21, 2))
  expect(ali.seen).toEqual({ pages: [], rows: [] })
  expect(ali.follower.feedSeq).toBe(4)
  await expect.poll(() => asked.lists).toBe(1)
})

test('what is written while a first read is under way is read behind it', async () => {
  const { chat, asked } = fakeChat()
  const { hint, hints } = ownHints()
  const first = Promise.withResolvers<void>()
  // The snapshot is taken, and its answer is on the way when somebody writes.
  const slow: typeof chat = {
    ...chat,
    async readFollowed(request) {
      const found = await chat.readFollowed(request)
      if (asked.lists === 1) await first.promise
      return { ...found, lists: asked.lists === 1 ? [] : found.lists }
    },
  }
  await using all = followers({ ...VISIBLE, chat: slow, hints })
  const ali = device('ali', LOG, 4)
  all.follow(ali.follower)
  all.look(ali.follower)
  await expect.poll(() => asked.lists).toBe(1)
  hint('ali', 5)
  // Whoever is being read is not read a second time meanwhile.
  await wait(20)
  expect(asked.lists).toBe(1)
  first.resolve()
  await expect.poll(() => ali.seen.rows).toEqual([5])
  expect(asked.lists).toBe(2)
})
