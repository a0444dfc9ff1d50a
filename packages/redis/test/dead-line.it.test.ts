// A connection that died without a word, as behind a router that forgot it, or that leads to a
// server which has become a replica: it is noticed, and another one takes its place.
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { newId } from '@pk-auto/kernel/id'
import { resetServers, startServers } from '@pk-auto/servers/start-servers'
import { until } from '@pk-auto/testing/until'
import { Redis as Client } from 'ioredis'
import { expect, inject, test } from 'vitest'
import { openRedis } from '../src/redis.ts'

const PRIMARY = inject('servers').redisUrl
const BUCKET = { capacity: 100, perMs: 1_000 }
const NOTICED = { timeoutMs: 20_000 }

/**
 * In front of Redis. `forget`: what is connected stays so, and nothing passes there any more.
 * `lead`: where those come that connect from now on.
 */
async function openLine(first = PRIMARY) {
  const sockets = new Set<Socket>()
  let target = new URL(first)
  const server = createServer((from) => {
    const to = connect(Number(target.port), target.hostname)
    for (const end of [from, to]) sockets.add(end.on('error', () => undefined))
    from.pipe(to).pipe(from)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead: (url: string) => void (target = new URL(url)),
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
  await using sender = openRedis({ url: PRIMARY, service: 'catalogue' })
  const channel = `outbox.${newId()}`
  let notes = 0
  using _ = receiver.onHint(channel, ({ note }) => void (note === 'here' && (notes += 1)))
  const arrives = () => (sender.note(channel, 'here'), notes > 0)
  await until('a note arrives', arrives)
  line.forget()
  notes = 0
  await until('another one arrives', arrives, NOTICED)
})

test('after a failover buckets are known to the new primary, and the old one is left', async () => {
  const offset = inject('offset') + 4_000
  await using stack = new AsyncDisposableStack()
  stack.defer(() => resetServers(offset, ['redis']))
  const { redisUrl: old } = await startServers({ offset, only: ['redis'] })
  await using line = await openLine(old)
  await using redis = openRedis({ url: line.url, service: 'gateway-pwa' })
  const isKnown = async () => (await redis.takeToken(`moved.${newId()}`, BUCKET)) !== 'unknown'
  await until('it is known', isKnown)
  const admin = stack.adopt(new Client(old), (client) => client.disconnect())
  await admin.replicaof('127.0.0.1', 1)
  line.lead(PRIMARY)
  await until('it is known again', isKnown, NOTICED)
})
