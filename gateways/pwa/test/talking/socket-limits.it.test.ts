// What a socket of the gateway does when its client does not read, and when the process stops.
import { newId } from '@pk-auto/kernel/id'
import { EventType } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { until } from '@pk-auto/testing/until'
import { expect, onTestFinished, test } from 'vitest'
import { seller } from '../browser.ts'
import { type GatewayFixture, startGatewayFixture } from '../gateway-fixture.ts'
import { openRawSocket, type RawSocket } from './raw-socket.ts'

const GOAWAY_MS = 400
const LOGS = 10
/** Of one log more than a socket may hold back. */
const TEXTS = Array.from({ length: 30 }, () => 'x'.repeat(4_000))

async function gateway(): Promise<GatewayFixture> {
  const fixture = await startGatewayFixture({ change: { goawayMs: GOAWAY_MS } })
  onTestFinished(() => fixture[Symbol.asyncDispose]())
  fixture.chat.readFollowed = async ({ heads, logs }) => ({
    ...{ lists: [], epoch: 'e', heads: heads.map((personId) => ({ personId, feedSeq: 7n })) },
    pages: logs.map((log) => ({
      ...{ ...log, lastSeq: log.after + 30n, peerReadSeq: 0n, peerDeliveredSeq: 0n },
      ...{ peerId: newId(), peerHides: false },
      events: TEXTS.map((text, i) => ({
        ...{ seq: log.after + 1n + BigInt(i), type: EventType.EVENT_TYPE_MESSAGE, text },
        ...{ actorId: newId(), at: new Date(), kind: 'text' },
      })),
    })),
  })
  return fixture
}

/** Says hello, and has the answer. */
async function live({ port }: GatewayFixture): Promise<RawSocket> {
  const me = await seller(port)
  const { body } = await me.call<{ ticket: string }>('POST', '/api/v1/live/ticket')
  const socket = await openRawSocket(port, body.ticket)
  onTestFinished(() => socket[Symbol.dispose]())
  socket.say({ t: 'hello' })
  await until('hello', () => socket.frames.some(({ t }) => t === 'hello'))
  return socket
}

test('whoever does not read loses frames, learns which logs to ask for again, stays', async () => {
  const fixture = await gateway()
  const socket = await live(fixture)
  const convs = Array.from({ length: LOGS }, () => newId())
  const greetings = () =>
    fixture.asked.filter(({ method, request }) => {
      const { heads = [] } = request as { heads?: readonly string[] }
      return method === 'readFollowed' && heads.length > 0
    }).length
  expect(greetings()).toBe(1)
  socket.pause()
  let asked = 0
  await until('the gateway holds back no more', () => {
    for (const conv of convs) socket.say({ t: 'sub', conv, have: 0 })
    asked += LOGS
    return greetings() > 1
  })
  socket.resume()
  const named = () => socket.frames.filter(({ t }) => t === 'resync').map(({ conv }) => conv)
  await until('it reads on', () => socket.frames.filter(({ t }) => t === 'hello').length > 1)
  expect(new Set(named())).toEqual(new Set(convs))
  expect(socket.frames.findLast(({ t }) => t === 'hello')).toEqual({
    ...{ t: 'hello', feedSeq: 7, epoch: 'e' },
  })
  expect(socket.frames.filter(({ t }) => t === 'events').length).toBeLessThan(asked)
  // Asked for again, a log comes.
  const place = socket.frames.length
  socket.say({ t: 'sub', conv: convs[0], have: 30 })
  await until('the log goes on', () =>
    socket.frames.slice(place).some(({ t, events }) => {
      const [first] = (events ?? []) as { seq: number }[]
      return t === 'events' && first?.seq === 31
    }),
  )
})

test('a gateway that stops sends everybody away, each at a moment of their own', async () => {
  const fixture = await gateway()
  const sockets = await Promise.all(Array.from({ length: 12 }, () => live(fixture)))
  const began = performance.now()
  const gone = sockets.map(async (socket) => {
    await until('it is sent away', () => socket.closeCode() !== undefined)
    const afterMs = performance.now() - began
    return { socket, afterMs }
  })
  await fixture.stop()
  const stoppedMs = performance.now() - began
  const inMs: number[] = []
  for (const { socket, afterMs } of await Promise.all(gone)) {
    const named = socket.frames.find(({ t }) => t === 'goaway')?.['inMs'] as number
    expect(named).toBeGreaterThanOrEqual(0)
    expect(named).toBeLessThan(GOAWAY_MS)
    expect(socket.closeCode()).toBe(1012)
    expect(afterMs).toBeGreaterThanOrEqual(named - 5)
    inMs.push(named)
    // It has not answered the close, and is closed all the same.
    await socket.ended
  }
  expect(new Set(inMs).size).toBeGreaterThan(6)
  expect(stoppedMs).toBeGreaterThanOrEqual(Math.max(...inMs))
})
