// The numbers of one socket come from five services, and none of them waits for another.
import { newsChannel } from '@pk-auto/live/person-channel'
import type { Hint, Hints } from '@pk-auto/redis/hints'
import { expect, test } from 'vitest'
import { news, type NewsSettings } from './news.ts'

const SELDOM = { hinted: 1e6, alone: 1e6 }

function fixture() {
  const counts = { messages: 1, notifications: 2, leads: 3, matches: 4, favourites: 5 }
  const asked: string[] = []
  const away = new Set<string>()
  const listeners = new Map<string, (hint: Hint) => void>()
  const answering =
    (name: keyof typeof counts) =>
    async ({ personIds }: { personIds: string[] }) => {
      asked.push(name)
      if (away.has(name)) throw new Error(`${name} is away`)
      return {
        people: personIds.map((personId) => ({ personId, [name]: counts[name], newest: [] })),
      }
    }
  const hints: Pick<Hints, 'listen' | 'unlisten' | 'isListening'> = {
    listen: (channel, fn) => void listeners.set(channel, fn),
    unlisten: (channel) => void listeners.delete(channel),
    isListening: () => true,
  }
  const all = news({
    ...{ service: 'test', hints, pollMs: SELDOM },
    chat: { countUnreadOf: answering('messages') },
    notify: { readUnreadOf: answering('notifications') },
    leads: { readWaitingOf: answering('leads') },
    search: { countNewMatchesOf: answering('matches') },
    catalogue: { countFavouritesOf: answering('favourites') },
  } as unknown as NewsSettings)
  const seen: Record<string, unknown> = {}
  const counter = all.follow('ali', {
    send: (frame) => void Object.assign(seen, frame),
  })
  const hint = () => listeners.get(newsChannel('ali'))?.({ channel: newsChannel('ali') })
  return { all, counts, asked, away, listeners, seen, counter, hint }
}

test('a new socket is shown all five numbers, each of them read once', async () => {
  const { all, asked, seen } = fixture()
  await using _ = all
  await expect
    .poll(() => seen)
    .toEqual({ t: 'badges', messages: 1, notifications: 2, leads: 3, alerts: 4, favourites: 5 })
  expect(asked.toSorted()).toEqual(['favourites', 'leads', 'matches', 'messages', 'notifications'])
})

test('while one service is away the others go on, and it alone is asked again', async () => {
  const { all, counts, asked, away, seen, hint } = fixture()
  await using _ = all
  await expect.poll(() => Object.keys(seen)).toHaveLength(6)
  away.add('leads')
  Object.assign(counts, { leads: 30, favourites: 50 })
  asked.length = 0
  hint()
  await expect.poll(() => seen).toMatchObject({ favourites: 50, leads: 3 })
  await expect.poll(() => asked.filter((name) => name === 'leads').length).toBeGreaterThan(1)
  away.clear()
  await expect.poll(() => seen, { timeout: 5_000 }).toMatchObject({ leads: 30 })
  expect(asked.filter((name) => name === 'favourites')).toHaveLength(1)
})

test('a changed conversation reads the number of messages alone', async () => {
  const { all, counts, asked, seen, counter } = fixture()
  await using _ = all
  await expect.poll(() => Object.keys(seen)).toHaveLength(6)
  asked.length = 0
  counts.messages = 10
  all.chatsChanged(counter)
  await expect.poll(() => seen).toMatchObject({ messages: 10 })
  expect(asked).toEqual(['messages'])
})

test('one channel is listened to per person, until the socket closes', async () => {
  const { all, listeners, counter } = fixture()
  await using _ = all
  expect([...listeners.keys()]).toEqual([newsChannel('ali')])
  all.unfollow(counter)
  expect(listeners.size).toBe(0)
})
