// A hint makes whoever follows that person read; without hints the clock does.
import type { Hint, Hints } from '@pk-auto/redis/hints'
import { expect, test, vi } from 'vitest'
import { following } from './following.ts'

type One = { readonly person: string }

function fakeHints() {
  const listeners = new Map<string, (hint: Hint) => void>()
  const hints: Hints = {
    hint: (channel) => listeners.get(channel)?.({ channel }),
    note: (channel, note) => listeners.get(channel)?.({ channel, note }),
    listen: (channel, fn) => void listeners.set(channel, fn),
    unlisten: (channel) => void listeners.delete(channel),
    onHint(channel, fn) {
      listeners.set(channel, fn)
      return { [Symbol.dispose]: () => void listeners.delete(channel) }
    },
    isListening: () => true,
  }
  return { hints, listeners }
}
const SELDOM = { hinted: 1e6, alone: 1e6 }

function follow(more: object) {
  const read: string[][] = []
  const all = following<One>({
    ...{ service: 'test', name: 'test.poll', gatherMs: 1, channelOf: (person) => `of:${person}` },
    read: async (together) => void read.push(together.map(({ person }) => person)),
    ...more,
  })
  return { all, read }
}

test('a hint about one person reads for their sockets, and for nobody else', async () => {
  const { hints, listeners } = fakeHints()
  const { all, read } = follow({ hints, pollMs: SELDOM })
  await using _ = all
  const three = ['ali', 'ali', 'sana'].map((person) => ({ person }))
  three.forEach((one) => all.follow(one))
  hints.hint('of:ali')
  await expect.poll(() => read).toEqual([['ali', 'ali']])
  three.forEach((one) => all.unfollow(one))
  expect([...listeners.keys()]).toEqual([])
})

test('of three sockets of one person two go on when one closes, and one when two do', async () => {
  const { hints, listeners } = fakeHints()
  const { all, read } = follow({ hints, pollMs: SELDOM })
  await using _ = all
  const three = ['first', 'second', 'third'].map((name) => ({ person: 'ali', name }))
  three.forEach((one) => all.follow(one))
  expect(all.of('ali')).toEqual(three)
  for (const [i, one] of three.entries()) {
    hints.hint('of:ali')
    await expect.poll(() => read).toEqual([three.slice(i).map(({ person }) => person)])
    read.length = 0
    all.unfollow(one)
    expect(all.of('ali')).toEqual(three.slice(i + 1))
  }
  expect([...listeners.keys()]).toEqual([])
})

test('words of the moment reach whoever follows, and nothing is read for them', async () => {
  const { hints } = fakeHints()
  const noted: string[] = []
  const { all, read } = follow({
    ...{ hints, pollMs: SELDOM },
    noted: ({ person }: One, text: string) => noted.push(`${person} ${text}`),
  })
  await using _ = all
  all.follow({ person: 'ali' })
  hints.note('of:ali', 'typing')
  expect(noted).toEqual(['ali typing'])
  expect(read).toEqual([])
})

test('without hints the clock reads, again and again', async () => {
  const { all, read } = follow({ pollMs: { hinted: 1e6, alone: 5 } })
  await using _ = all
  all.follow({ person: 'ali' })
  await expect.poll(() => read.length).toBeGreaterThan(3)
})

test('the clock comes to everybody in turn, a few at a time', async () => {
  vi.useFakeTimers()
  using _ = { [Symbol.dispose]: () => void vi.useRealTimers() }
  const { all, read } = follow({ pollMs: { hinted: 1e6, alone: 3_000 } })
  await using __ = all
  const people = Array.from({ length: 9 }, (_one, i) => `${i}`)
  people.forEach((person) => all.follow({ person }))
  await vi.advanceTimersByTimeAsync(3_100)
  expect(read.map(({ length }) => length)).toEqual([3, 3, 3])
  expect(read.flat()).toEqual(people)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(read.flat()).toEqual([...people, ...people])
})
