// Counts a few seconds old: one fetch at a time, stale while fetching anew, no failure cached.
import { manualClock } from '@pk-auto/kernel/clock'
import { expect, test } from 'vitest'
import { facetCache } from './facet-cache.ts'

function cacheOf() {
  const clock = manualClock(new Date(0))
  const cache = facetCache<number>({ clock, freshMs: 3_000, staleMs: 10_000, maxEntries: 2 })
  let loads = 0
  return {
    clock,
    take: (key = 'a') => cache.take(key, async () => ++loads),
    failing: () => cache.take('a', () => Promise.reject(new Error('away'))),
  }
}

test('callers at the same moment share one fetch, and later ones its answer', async () => {
  const { take } = cacheOf()
  expect(await Promise.all([take(), take(), take()])).toEqual([1, 1, 1])
  expect(await take()).toBe(1)
})

test('an older value is answered while one caller fetches anew', async () => {
  const { clock, take } = cacheOf()
  await take()
  clock.advance(3_001)
  expect(await Promise.all([take(), take()])).toEqual([1, 1])
  expect(await take()).toBe(2)
})

test('a value too old is waited for', async () => {
  const { clock, take } = cacheOf()
  await take()
  clock.advance(10_001)
  expect(await take()).toBe(2)
})

test('a failure reaches whoever waits for it and is not cached', async () => {
  const { clock, take, failing } = cacheOf()
  await expect(failing()).rejects.toThrow('away')
  expect(await take()).toBe(1)
  clock.advance(3_001)
  expect(await failing()).toBe(1)
  clock.advance(1)
  expect(await take()).toBe(1)
  expect(await take()).toBe(2)
})

test('the cache holds no more keys than allowed', async () => {
  const { take } = cacheOf()
  expect([
    await take('a'),
    await take('b'),
    await take('c'),
    await take('c'),
    await take('a'),
  ]).toEqual([1, 2, 3, 3, 4])
})

test('0 turns the cache off', async () => {
  let loads = 0
  const off = facetCache<number>({
    clock: manualClock(new Date(0)),
    freshMs: 0,
    staleMs: 0,
    maxEntries: 1,
  })
  await off.take('a', async () => ++loads)
  await off.take('a', async () => ++loads)
  expect(loads).toBe(2)
})
