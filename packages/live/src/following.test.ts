// A hint makes whoever follows that person read; without hints the clock does.
import type { Hint, Hints } from '@pk-auto/redis/hints'
import { expect, test } from 'vitest'
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
  const three = ['ali', 'ali', 'sana'].map((person) => all.follow({ person }))
  hints.hint('of:ali')
  await expect.poll(() => read).toEqual([['ali', 'ali']])
  for (const each of three) each[Symbol.dispose]()
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
  using __ = all.follow({ person: 'ali' })
  hints.note('of:ali', 'typing')
  expect(noted).toEqual(['ali typing'])
  expect(read).toEqual([])
})

test('without hints the clock reads, again and again', async () => {
  const { all, read } = follow({ pollMs: { hinted: 1e6, alone: 5 } })
  await using _ = all
  using __ = all.follow({ person: 'ali' })
  await expect.poll(() => read.length).toBeGreaterThan(3)
})
