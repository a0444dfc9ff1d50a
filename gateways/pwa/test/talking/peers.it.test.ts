// What a row of the list shows of the peer: what helps to trust them, and whether they are there if
// they let it be seen.
import { newId } from '@pk-auto/kernel/id'
import { ListedConversation } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { openRedis, type Redis } from '@pk-auto/redis/redis'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { seller, type Visitor } from '../browser.ts'
import { type GatewayFixture, startGatewayFixture } from '../gateway-fixture.ts'

const LISTS = '/api/v1/chat/conversations'
const stack = new AsyncDisposableStack()
let fixture: GatewayFixture
let me: Visitor & { personId: string }
let redis: Redis

beforeAll(async () => {
  const { redisUrl } = inject('servers')
  fixture = stack.use(await startGatewayFixture({ redisUrl }))
  redis = stack.use(openRedis({ url: redisUrl, service: 'test' }))
  me = await seller(fixture.port)
})
afterAll(() => stack.disposeAsync())

type List = { items: { peer: { online?: boolean } }[] }

/** As the gateways of all sockets store it. */
const beat = async (person: string, at: number): Promise<void> => {
  const key = `here:${person}`
  await expect
    .poll(async () => {
      redis.stamp(key, at, 60_000)
      return redis.stamps([key])
    })
    .toEqual([at])
}
const listed = (peers: readonly { id: string; showsPresence: boolean }[]) => {
  const items = peers.map(({ id, showsPresence }, i) =>
    ListedConversation.fromPartial({
      conversation: { id: newId() },
      side: { personId: me.personId, peerId: id, feedSeq: BigInt(9 - i) },
      showsPresence,
    }),
  )
  const answer = async () => ({ items, feedSeq: 9n, more: false, epoch: 'e1' })
  fixture.chat.listConversations = answer
  return answer
}

test('a row shows who is there, and when somebody was; of whom it may not, nothing', async () => {
  const [here, gone, never, hides] = [newId(), newId(), newId(), newId()]
  const now = fixture.clock.now().getTime()
  await Promise.all([beat(here, now), beat(gone, now - 3_600_000), beat(hides, now)])
  listed([
    ...[here, gone, never].map((id) => ({ id, showsPresence: true })),
    { id: hides, showsPresence: false },
  ])
  const { body } = await me.call<List>('GET', LISTS)
  const known = { displayName: 'Ayesha', badges: ['phone-verified'] }
  expect(body.items.map(({ peer }) => peer)).toEqual([
    { id: here, ...known, online: true },
    { id: gone, ...known, online: false, lastSeenAt: new Date(now - 3_600_000).toISOString() },
    { id: never, ...known, online: false },
    { id: hides, ...known },
  ])
})

test('without Redis a row says of nobody whether they are there', async () => {
  await using alone = await startGatewayFixture()
  const peer = newId()
  alone.chat.listConversations = listed([{ id: peer, showsPresence: true }])
  const reader = await seller(alone.port)
  const { body } = await reader.call<List>('GET', LISTS)
  expect(body.items[0]?.peer).not.toHaveProperty('online')
})
