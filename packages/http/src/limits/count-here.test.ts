// A limit holds while nobody counts for all replicas, and gives way as soon as somebody does.
import { expect, test } from 'vitest'
import { orCountHere } from './count-here.ts'
import type { Taken } from './rate-limit.ts'

const BUCKET = { capacity: 3, perMs: 3_000 }

const scene = () => {
  const time = { now: 1_000 }
  const redis = { answer: 'unknown' as Taken | 'unknown', asked: 0 }
  const take = orCountHere(
    async () => {
      redis.asked++
      return redis.answer
    },
    { now: () => new Date(time.now) },
  )
  const allowed = async (key: string): Promise<unknown> => {
    const taken = await take(key, BUCKET)
    return taken !== 'unknown' && taken.allowed
  }
  return { time, redis, take, allowed }
}

test('a bucket empties, says when to come back, and fills with time', async () => {
  const { time, take, allowed } = scene()
  expect([await allowed('a'), await allowed('a'), await allowed('a')]).toEqual([true, true, true])
  expect(await take('a', BUCKET)).toEqual({ allowed: false, remaining: 0, retryAfterMs: 1_000 })
  expect(await allowed('b')).toBe(true)
  time.now += 999
  expect(await allowed('a')).toBe(false)
  time.now += 1
  expect([await allowed('a'), await allowed('a')]).toEqual([true, false])
  time.now += 1_000_000
  expect(await take('a', BUCKET)).toMatchObject({ allowed: true, remaining: 2 })
})

test('whoever counts for all is asked each time and believed', async () => {
  const { redis, allowed } = scene()
  for (let i = 0; i < 4; i++) await allowed('a')
  redis.answer = { allowed: true, remaining: 9, retryAfterMs: 0 }
  expect([await allowed('a'), redis.asked]).toEqual([true, 5])
})

test('a flood of keys forgets the oldest, not the one that floods', async () => {
  const { allowed } = scene()
  for (let i = 0; i < 3; i++) await allowed('flood')
  for (let i = 0; i < 25_000; i++) {
    await allowed(`key-${i}`)
    if (i % 5_000 === 0) expect(await allowed('flood')).toBe(false)
  }
  expect(await allowed('flood')).toBe(false)
})
