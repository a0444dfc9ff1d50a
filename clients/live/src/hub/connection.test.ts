// Proves how a socket is held: opened by a ticket, watched, given up, opened again; and when not.
import { expect, test } from 'vitest'
import type { Incoming } from '../frames.ts'
import type { Outcome, SocketHandlers } from '../ports.ts'
import { manualTimers, settle } from '../../test/manual-timers.ts'
import { createConnection } from './connection.ts'

type Made = { readonly handlers: SocketHandlers; readonly sent: string[]; closed: boolean }

const setUp = (ticket: () => Outcome<{ ticket: string }> = () => granted) => {
  const timers = manualTimers()
  const sockets: Made[] = []
  const states: string[] = []
  const frames: Incoming[] = []
  let asked = 0
  const connection = createConnection({
    ticket: async () => {
      asked++
      return ticket()
    },
    openSocket(_, handlers) {
      const made: Made = { handlers, sent: [], closed: false }
      sockets.push(made)
      return { send: (text) => void made.sent.push(text), close: () => void (made.closed = true) }
    },
    ...{ timers, chance: () => 0.5, cursor: () => ({ feedSeq: 7, epoch: 'e' }) },
    onState: (state) => void states.push(state),
    onFrame: (frame) => void frames.push(frame),
  })
  const last = (): Made => sockets.at(-1)!
  const greeted = async (): Promise<void> => {
    await settle()
    last().handlers.opened()
    last().handlers.received(HELLO)
  }
  return {
    timers,
    sockets,
    states,
    frames,
    connection,
    last,
    greeted,
    pass: (ms: number) => timers.pass(ms),
    asked: () => asked,
  }
}
const granted = { ok: true, value: { ticket: 't' } } as const
const HELLO = '{"t":"hello","feedSeq":9,"epoch":"e"}'

test('a connection is open when the server has greeted, and says how far it has got', async () => {
  const { connection, states, last, greeted } = setUp()
  connection.open()
  await greeted()
  expect(states).toEqual(['connecting', 'open'])
  expect(last().sent.map((text) => JSON.parse(text) as unknown)).toEqual([
    { t: 'hello', feedSeq: 7, epoch: 'e' },
  ])
})

test('a socket that stays silent for 45 seconds is given up', async () => {
  const { connection, greeted, pass, sockets } = setUp()
  connection.open()
  await greeted()
  await pass(44_000)
  expect(sockets[0]!.sent.filter((text) => text.includes('ping'))).toHaveLength(2)
  expect(sockets).toHaveLength(1)
  await pass(2_000)
  expect(sockets[0]!.closed).toBe(true)
  expect(sockets).toHaveLength(2)
})

test('a socket that answers its pings lives on', async () => {
  const { connection, greeted, pass, sockets, last } = setUp()
  connection.open()
  await greeted()
  for (let i = 0; i < 10; i++) {
    await pass(20_000)
    last().handlers.received('{"t":"pong"}')
  }
  expect(sockets).toHaveLength(1)
})

test('a server that goes away is left when it says, for another socket', async () => {
  const { connection, greeted, pass, sockets, last } = setUp()
  connection.open()
  await greeted()
  last().handlers.received('{"t":"goaway","inMs":10000}')
  await pass(9_900)
  expect(sockets).toHaveLength(1)
  await pass(200)
  expect(sockets).toHaveLength(2)
})

test('offline it tries again, later and later, and at once when it is woken', async () => {
  let up = false
  const offline = { ok: false, status: 0, code: 'OFFLINE' } as const
  const { connection, pass, asked, greeted, states } = setUp(() => (up ? granted : offline))
  connection.open()
  await settle()
  await pass(60_000)
  expect(asked()).toBeLessThan(15)
  expect(states).toEqual(['connecting'])
  up = true
  connection.wake()
  await greeted()
  expect(states).toEqual(['connecting', 'open'])
})

test('sockets that never open are refused by something on the way', async () => {
  const { connection, states, last, pass } = setUp()
  connection.open()
  for (let i = 0; i < 3; i++) {
    await settle()
    last().handlers.closed()
    await pass(5_000)
  }
  expect(states.at(-1)).toBe('refused')
})

test('without a session it stops', async () => {
  const { connection, states, pass, asked } = setUp(() => ({ ok: false, status: 401, code: 'X' }))
  connection.open()
  await settle()
  await pass(60_000)
  expect([states.at(-1), asked()]).toEqual(['signed-out', 1])
})

test('what an older socket still says is not for the new one', async () => {
  const { connection, greeted, sockets, frames } = setUp()
  connection.open()
  await greeted()
  connection.restart()
  await settle()
  sockets[0]!.handlers.received('{"t":"badges","messages":5}')
  sockets[0]!.handlers.closed()
  expect(frames.map(({ t }) => t)).toEqual(['hello'])
})

test('a frame that nobody knows is ignored', async () => {
  const { connection, greeted, last, frames } = setUp()
  connection.open()
  await greeted()
  for (const data of ['{"t":"feed-run"}', 'nonsense', 'null', '7']) last().handlers.received(data)
  expect(frames).toHaveLength(1)
})
