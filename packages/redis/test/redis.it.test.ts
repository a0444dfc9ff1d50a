// Hints and buckets on a real Redis, and what callers see when it is away.
import { connect, createServer } from 'node:net'
import { newId } from '@pk-auto/kernel/id'
import { expect, inject, test, vi } from 'vitest'
import { openRedis } from '../src/redis.ts'

const url = inject('servers').redisUrl

test('a hint reaches another replica, and is folded when many come at once', async () => {
  await using sender = openRedis({ url, service: 'catalogue' })
  await using receiver = openRedis({ url, service: 'catalogue' })
  const channel = `outbox.${newId()}`
  let received = 0
  using _ = receiver.onHint(channel, () => void received++)
  // Until the subscription is active, hints are lost, as they may be.
  await vi.waitUntil(() => (sender.hint(channel), received > 0), { timeout: 5_000 })
  received = 0
  for (let i = 0; i < 500; i++) sender.hint(channel)
  await vi.waitUntil(() => received > 0)
  expect(received).toBeLessThan(500)
})

test('of hints that say how far things are the farthest is left, or that all look', async () => {
  await using redis = openRedis({ url, service: 'chat' })
  const channel = `live:${newId()}`
  const got: unknown[] = []
  using _ = redis.onHint(channel, ({ at, note }) => void got.push(note ?? at ?? 'look'))
  await vi.waitUntil(() => (redis.hint(channel), got.length > 0), { timeout: 5_000 })
  await vi.waitUntil(() => (redis.note(channel, 'over'), got.at(-1) === 'over'))
  const hinted = async (...hints: (number | undefined)[]) => {
    got.length = 0
    for (const at of hints) redis.hint(channel, at)
    await vi.waitUntil(() => got.filter((one) => one !== 'over').length === 2)
    return got.filter((one) => one !== 'over')
  }
  expect(await hinted(7, 9, 8)).toEqual([7, 9])
  expect(await hinted(10, undefined, 11)).toEqual([10, 'look'])
})

test('a disposed listener receives nothing more', async () => {
  await using redis = openRedis({ url, service: 'catalogue' })
  const channel = `outbox.${newId()}`
  let first = 0
  let second = 0
  const listening = redis.onHint(channel, () => void first++)
  using _ = redis.onHint(channel, () => void second++)
  await vi.waitUntil(() => (redis.hint(channel), first > 0), { timeout: 5_000 })
  listening[Symbol.dispose]()
  first = second = 0
  await vi.waitUntil(() => (redis.hint(channel), second > 0))
  expect(first).toBe(0)
})

test('a bucket gives its capacity, then how long to wait, then gives again', async () => {
  await using redis = openRedis({ url, service: 'gateway-pwa' })
  const key = newId()
  const bucket = { capacity: 3, perMs: 600 }
  const taken = [
    await redis.takeToken(key, bucket),
    await redis.takeToken(key, bucket),
    await redis.takeToken(key, bucket),
  ]
  expect(taken).toMatchObject([
    { allowed: true, remaining: 2 },
    { allowed: true },
    { allowed: true },
  ])
  const refused = await redis.takeToken(key, bucket)
  expect(refused).toMatchObject({ allowed: false, remaining: 0 })
  expect(refused === 'unknown' ? 0 : refused.retryAfterMs).toBeGreaterThan(0)
  await vi.waitUntil(
    async () => ((await redis.takeToken(key, bucket)) as { allowed: boolean }).allowed,
    { timeout: 5_000 },
  )
})

test('fifty replicas taking at once never get more than the capacity', async () => {
  await using redis = openRedis({ url, service: 'gateway-pwa' })
  const key = newId()
  const taken = await Promise.all(
    Array.from({ length: 50 }, () => redis.takeToken(key, { capacity: 10, perMs: 3_600_000 })),
  )
  expect(taken.filter((one) => one !== 'unknown' && one.allowed)).toHaveLength(10)
})

test('with Redis away hints vanish and buckets are unknown, and nobody throws', async () => {
  await using redis = openRedis({ url: 'redis://127.0.0.1:1', service: 'gateway-pwa' })
  redis.hint('outbox.catalogue')
  using _ = redis.onHint('outbox.catalogue', () => undefined)
  await vi.waitUntil(
    async () => (await redis.takeToken('k', { capacity: 1, perMs: 1_000 })) === 'unknown',
  )
  expect(await redis.takeToken('k', { capacity: 1, perMs: 1_000 })).toBe('unknown')
})

test('a Redis that accepts and never answers makes a bucket unknown', async () => {
  const mute = createServer(() => undefined)
  await new Promise<void>((resolve) => void mute.listen(0, '127.0.0.1', resolve))
  await using redis = openRedis({
    url: `redis://127.0.0.1:${(mute.address() as { port: number }).port}`,
    service: 'gateway-pwa',
  })
  expect(await redis.takeToken('k', { capacity: 1, perMs: 1_000 })).toBe('unknown')
  mute.close()
})

test('a listener that began while Redis was away gets the hints once it is back', async () => {
  const away = createServer()
  await new Promise<void>((resolve) => void away.listen(0, '127.0.0.1', resolve))
  const { port } = away.address() as { port: number }
  await new Promise((resolve) => away.close(resolve))
  await using receiver = openRedis({ url: `redis://127.0.0.1:${port}`, service: 'catalogue' })
  const channel = `outbox.${newId()}`
  let received = 0
  using _ = receiver.onHint(channel, () => void received++)
  await vi.waitUntil(
    async () => (await receiver.takeToken('k', { capacity: 1, perMs: 1_000 })) === 'unknown',
  )
  const { hostname, port: real } = new URL(url)
  await using back = createServer((socket) => {
    const through = connect(Number(real), hostname)
    socket.pipe(through).pipe(socket)
    for (const end of [socket, through])
      end.on('error', () => through.destroy() && socket.destroy())
  })
  await new Promise<void>((resolve) => void back.listen(port, '127.0.0.1', resolve))
  await vi.waitUntil(() => received > 0, { timeout: 10_000 })
  await using sender = openRedis({ url, service: 'catalogue' })
  const receivedBefore = received
  await vi.waitUntil(() => (sender.hint(channel), received > receivedBefore), { timeout: 5_000 })
  await receiver[Symbol.asyncDispose]()
})
