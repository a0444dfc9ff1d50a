// Many wishes, few reads: gathered, never twice at once, never lost.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { gathered } from './gathered.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settings = { service: 'test', gatherMs: 3 }

test('what comes within the time is read together, each once', async () => {
  const reads: string[][] = []
  using wishes = gathered<string>({ ...settings, read: async (some) => void reads.push([...some]) })
  for (const one of ['a', 'b', 'a']) wishes.want(one)
  await vi.advanceTimersByTimeAsync(3)
  expect(reads).toEqual([['a', 'b']])
})

test('what is wanted while it is being read is read once more', async () => {
  const reads: string[][] = []
  const gate = Promise.withResolvers<void>()
  using wishes = gathered<string>({
    ...settings,
    async read(some) {
      reads.push([...some])
      if (reads.length === 1) await gate.promise
    },
  })
  wishes.want('a')
  await vi.advanceTimersByTimeAsync(3)
  wishes.want('a')
  await vi.advanceTimersByTimeAsync(50)
  expect(reads).toEqual([['a']])
  gate.resolve()
  await vi.advanceTimersByTimeAsync(50)
  expect(reads).toEqual([['a'], ['a']])
})

test('a read that fails is tried again, but not for who has gone', async () => {
  const reads: string[][] = []
  using wishes = gathered<string>({
    ...settings,
    async read(some) {
      reads.push([...some])
      if (reads.length === 1) {
        wishes.forget('b')
        throw new Error('away')
      }
    },
  })
  for (const one of ['a', 'b']) wishes.want(one)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(reads).toEqual([['a', 'b'], ['a']])
})

test('while two reads are under way, wishes wait and are read together', async () => {
  const reads: string[][] = []
  const gate = Promise.withResolvers<void>()
  using wishes = gathered<string>({
    ...settings,
    async read(some) {
      reads.push([...some])
      await gate.promise
    },
  })
  for (const one of ['a', 'b', 'c', 'd']) {
    wishes.want(one)
    await vi.advanceTimersByTimeAsync(3)
  }
  expect(reads).toEqual([['a'], ['b']])
  gate.resolve()
  await vi.advanceTimersByTimeAsync(3)
  expect(reads).toEqual([['a'], ['b'], ['c', 'd']])
})
