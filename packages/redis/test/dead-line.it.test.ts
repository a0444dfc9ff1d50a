// A connection that died without a word, as behind a router that forgot it: it is noticed, and
// another one takes its place.
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { newId } from '@pk-auto/kernel/id'
import { until } from '@pk-auto/testing/until'
import { expect, inject, test } from 'vitest'
import { openRedis } from '../src/redis.ts'

const { hostname, port } = new URL(inject('servers').redisUrl)
const BUCKET = { capacity: 100, perMs: 1_000 }
const NOTICED = { timeoutMs: 20_000 }

/** In front of Redis. `forget`: what is connected stays so, and nothing passes there any more. */
async function openLine() {
  const sockets = new Set<Socket>()
  const server = createServer((from) => {
    const to = connect(Number(port), hostname)
    for (const end of [from, to]) sockets.add(end.on('error', () => undefined))
    from.pipe(to).pipe(from)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forget: () => {
      for (const socket of sockets) socket.unpipe().resume()
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

test('a bucket is known again after its connection has died without a word', async () => {
  await using line = await openLine()
  await using redis = openRedis({ url: line.url, service: 'gateway-pwa' })
  const key = `dead.${newId()}`
  const isKnown = async () => (await redis.takeToken(key, BUCKET)) !== 'unknown'
  await until('it is known', isKnown)
  line.forget()
  expect(await isKnown()).toBe(false)
  await until('it is known again', isKnown, NOTICED)
})

test('a listener whose connection has died without a word gets hints again', async () => {
  await using line = await openLine()
  await using receiver = openRedis({ url: line.url, service: 'catalogue' })
  await using sender = openRedis({ url: inject('servers').redisUrl, service: 'catalogue' })
  const channel = `outbox.${newId()}`
  let notes = 0
  using _ = receiver.onHint(channel, ({ note }) => void (note === 'here' && (notes += 1)))
  const arrives = () => (sender.note(channel, 'here'), notes > 0)
  await until('a note arrives', arrives)
  line.forget()
  notes = 0
  await until('another one arrives', arrives, NOTICED)
})
